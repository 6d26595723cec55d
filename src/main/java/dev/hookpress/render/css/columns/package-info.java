/**
 * Pure. Lays out multi-column containers (CSS Multi-column Layout 1): breaks their content into
 * columns of equal height, as tables that the engine supports.
 */
package dev.hookpress.render.css.columns;
