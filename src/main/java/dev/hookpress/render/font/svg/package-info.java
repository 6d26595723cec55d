/** Edge. Text in SVG drawings, as Batik measures and draws it. Uses Batik, PDFBox and AWT. */
package dev.hookpress.render.font.svg;
