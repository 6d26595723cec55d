/**
 * Edge. Fetches all sources of a document, through an {@link dev.hookpress.outbound.OutboundClient}
 * only, and cleans them: parts first, then the images, stylesheets and fonts that they reference.
 */
package dev.hookpress.render.source;
