/** Fits content into the page's width: measures its extent and chooses the scale of its layout. */
package dev.hookpress.render.pdf.fit;
