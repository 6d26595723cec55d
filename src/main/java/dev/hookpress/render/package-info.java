/** Edge. Documents in, PDFs out; the only place that knows PDFBox. */
package dev.hookpress.render;
