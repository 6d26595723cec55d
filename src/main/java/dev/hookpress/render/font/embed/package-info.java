/** Edge. Faces as PDFs hold them: the glyphs of a text, and what readers are told. Uses PDFBox. */
package dev.hookpress.render.font.embed;
