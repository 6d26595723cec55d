/**
 * Pure. The style front end: applies modern CSS to a document's tree.
 *
 * <p>This package holds what its parts share: the computed styles of a document, its page, the
 * known properties, warnings and bounds. {@code syntax} parses stylesheets, {@code selector}
 * matches elements, {@code value} computes values, {@code cascade} decides which declaration wins
 * and {@code engine} writes the stylesheet for the layout engine.
 */
package dev.hookpress.render.css;
