/**
 * Edge. Documents in, PDFs out: the flow of one document, and the ports that it acts through.
 *
 * <p>A document that was claimed goes through four packages. {@code source} gets and cleans all
 * that it needs; {@code prepared} is what that yields, with everything in memory; {@code pdf} makes
 * a PDF of it, in the faces of {@code font}; {@code work} has the threads on which that happens.
 * None of them knows this package. What clients send is hostile: the renderer has no network and no
 * files, and every way to be expensive has an end.
 */
package dev.hookpress.render;
