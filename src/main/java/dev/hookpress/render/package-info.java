/**
 * Edge. Documents in, PDFs out; the only place that knows PDFBox.
 *
 * <p>{@link dev.hookpress.render.SourceFetcher} gets and cleans all that a document needs, {@link
 * dev.hookpress.render.RenderWorkers} render it on threads of their own. What clients send is
 * hostile: the renderer has no network and no files, and every way to be expensive has an end.
 */
package dev.hookpress.render;
