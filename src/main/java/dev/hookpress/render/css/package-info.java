/**
 * Pure. The style front end: CSS as it is written today, applied to a document's tree.
 *
 * <p>This package holds what the parts of the front end share: the computed styles of a document,
 * its page, the properties that are known, warnings and bounds. {@code syntax} reads stylesheets,
 * {@code selector} matches elements, {@code value} computes values, {@code cascade} decides which
 * declaration counts and {@code engine} writes the stylesheet that the layout engine is given.
 */
package dev.hookpress.render.css;
