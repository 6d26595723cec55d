/**
 * Pure. Converts flex and grid containers to blocks and tables of computed widths, which the engine
 * supports and can break across pages.
 */
package dev.hookpress.render.css.container;
