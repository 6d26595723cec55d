/** Edge. Font formats: TrueType, WOFF and WOFF 2. Uses PDFBox and Brotli. */
package dev.hookpress.render.font.format;
