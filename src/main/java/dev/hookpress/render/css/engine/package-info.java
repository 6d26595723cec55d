/** Pure. What the layout engine is given: one stylesheet of plain classes in its own terms. */
package dev.hookpress.render.css.engine;
