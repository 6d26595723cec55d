/**
 * Pure. The input of the layout engine: one stylesheet of plain classes with the engine's
 * properties.
 */
package dev.hookpress.render.css.engine;
