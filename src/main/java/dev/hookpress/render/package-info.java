/**
 * Edge. Renders documents to PDFs: the steps of one document, and the ports they use.
 *
 * <p>A claimed document passes through four packages. {@code source} fetches and cleans all
 * sources; {@code prepared} defines the resulting document, held in memory; {@code pdf} renders it
 * to a PDF with the fonts of {@code font}; {@code work} runs the render threads. None of them
 * depends on this package. Client input is hostile: the renderer has no access to network or files,
 * and every cost is bounded.
 */
package dev.hookpress.render;
