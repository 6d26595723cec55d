/** Edge. The packaged faces, and the fonts that documents bring. Uses PDFBox and openhtmltopdf. */
package dev.hookpress.render.font;
