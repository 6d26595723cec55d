/**
 * Pure. What elements of a styled document need: their layout properties as values, their narrowest
 * and widest widths and their height at a width, found with the fonts that the engine uses.
 */
package dev.hookpress.render.css.measure;
