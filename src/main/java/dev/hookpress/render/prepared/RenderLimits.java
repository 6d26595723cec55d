package dev.hookpress.render.prepared;

import java.time.Duration;

/**
 * The limits of one document. Client input is hostile, so every cost is bounded.
 *
 * @param deadline for layout and writing of one document
 * @param fetchDeadline for all sources of a document together
 * @param maxHtmlBytes of one HTML part without the {@code data} URLs in it, and of the header and
 *     the footer
 * @param maxNodes of all HTML parts together
 * @param maxDepth of nested elements
 * @param maxCssBytes of all stylesheets and style attributes together
 * @param maxSourceBytes of one fetched source, and of all together
 * @param maxSources parts and the resources that they reference, together
 * @param maxImagePixels of one image
 * @param maxTotalPixels of all distinct images of a document
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
