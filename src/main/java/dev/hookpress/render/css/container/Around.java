package dev.hookpress.render.css.container;

import java.util.OptionalDouble;

/**
 * The containing blocks of a box.
 *
 * @param width of the parent's content box
 * @param height of the parent's content box, if definite
 * @param area the containing block of absolutely positioned boxes
 */
record Around(double width, OptionalDouble height, PositionedArea area) {}
