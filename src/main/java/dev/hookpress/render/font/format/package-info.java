/** Edge. The formats that fonts come in: TrueType, WOFF and WOFF 2. Knows PDFBox and Brotli. */
package dev.hookpress.render.font.format;
