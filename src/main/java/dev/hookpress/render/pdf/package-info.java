/**
 * Edge. The PDF engine: the only place, with the fonts and the operations on finished PDFs, that
 * knows PDFBox and openhtmltopdf. It reads nothing but what it is given, and its guard is asked by
 * every callback that the libraries offer.
 */
package dev.hookpress.render.pdf;
