/**
 * CSS Flexible Box Layout Level 1, section 9, and CSS Grid Layout Level 1, sections 8, 11 and 12:
 * where a container's items go and how large they are. Pure: what an item needs comes in as
 * numbers.
 *
 * <p>All lengths are CSS pixels. A rectangle is an item's border box, relative to the container's
 * content box.
 */
package dev.hookpress.render.css.layout;
