package dev.hookpress.render.css.value;

/**
 * A value as canonical text.
 *
 * @param relative whether it would differ for an element with another font or colour
 */
public record Computed(String text, boolean relative) {}
