/**
 * CSS Flexible Box Layout Level 1, section 9, and CSS Grid Layout Level 1, sections 8, 11 and 12:
 * computes the positions and sizes of a container's items. Pure: the needs of an item are passed as
 * numbers.
 *
 * <p>All lengths are CSS pixels. A rectangle is an item's border box, relative to the container's
 * content box.
 */
package dev.hookpress.render.css.layout;
