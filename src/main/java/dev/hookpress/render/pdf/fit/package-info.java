/**
 * Fits content into the page's width: measures its extent, chooses the scale of its layout, and
 * finds what does not fit into the boxes that clip it.
 */
package dev.hookpress.render.pdf.fit;
