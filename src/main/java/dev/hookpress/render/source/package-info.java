/**
 * Edge. Gets all that a document needs, by way of a {@link dev.hookpress.outbound.OutboundClient}
 * alone, and cleans it: parts first, then the images, stylesheets and fonts that they name.
 */
package dev.hookpress.render.source;
