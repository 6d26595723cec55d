/**
 * Edge. Operations on finished PDFs: combine, split, arrange, protect, compress and inspect. They
 * read only their inputs and run under the same guard as the PDF engine.
 */
package dev.hookpress.render.page;
