/**
 * Edge. The faces that are packaged with the program, and the fonts that documents bring. Knows
 * PDFBox and openhtmltopdf.
 */
package dev.hookpress.render.font;
