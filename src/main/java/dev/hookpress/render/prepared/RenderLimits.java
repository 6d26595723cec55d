package dev.hookpress.render.prepared;

import java.time.Duration;

/**
 * How much one document may cost. What clients send is hostile, so each way to be expensive has an
 * end.
 *
 * @param deadline for layout and writing of one document
 * @param fetchDeadline for all of a document's sources together
 * @param maxHtmlBytes of one HTML part, and of the header and the footer
 * @param maxNodes of all HTML parts together
 * @param maxDepth of nesting
 * @param maxCssBytes of all stylesheets and style attributes together
 * @param maxSourceBytes of one fetched source, and of all together
 * @param maxSources parts and the resources that they name, together
 * @param maxImagePixels of one image
 * @param maxTotalPixels of all different images of a document
 */
public record RenderLimits(
    Duration deadline,
    Duration fetchDeadline,
    int maxPages,
    int maxHtmlBytes,
    int maxNodes,
    int maxDepth,
    int maxCssBytes,
    int maxSourceBytes,
    int maxSources,
    long maxImagePixels,
    long maxTotalPixels,
    int maxOutputBytes) {}
