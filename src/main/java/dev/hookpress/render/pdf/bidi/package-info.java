/**
 * Edge. Right-to-left text as the engine can lay it out: adapts runs before layout, and lines and
 * tables after it.
 */
package dev.hookpress.render.pdf.bidi;
