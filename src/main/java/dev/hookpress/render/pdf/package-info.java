/**
 * Edge. The PDF engine: the only package, besides the fonts and the operations on finished PDFs,
 * that uses PDFBox and openhtmltopdf. Reads only its arguments, and checks its limits in every
 * callback that the libraries offer.
 */
package dev.hookpress.render.pdf;
