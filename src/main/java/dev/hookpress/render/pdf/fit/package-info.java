/**
 * Fits content into pages: measures its extent, chooses the scale of its layout, finds what does
 * not fit into the boxes that clip it, and decides where pages may break and what they repeat.
 */
package dev.hookpress.render.pdf.fit;
