/** Edge. Measures and draws text in the engine, with kerning. Uses PDFBox and openhtmltopdf. */
package dev.hookpress.render.font.engine;
