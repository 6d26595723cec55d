/**
 * Edge. Text from right to left as the engine can lay it out: runs before layout, lines and tables
 * after it.
 */
package dev.hookpress.render.pdf.bidi;
