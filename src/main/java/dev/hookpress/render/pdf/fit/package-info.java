/**
 * Fits content into the page's width: how far it reaches, and the scale at which it is laid out.
 */
package dev.hookpress.render.pdf.fit;
