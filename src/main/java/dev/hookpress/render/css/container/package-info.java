/**
 * Pure. Flex and grid containers as boxes that the engine knows: blocks and tables of worked-out
 * widths, which it can break across pages.
 */
package dev.hookpress.render.css.container;
