/**
 * Pure. Measures elements of a styled document: their layout properties as values, their minimum
 * and maximum widths and their height at a width, with the fonts that the engine uses.
 */
package dev.hookpress.render.css.measure;
