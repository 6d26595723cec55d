package dev.hookpress.render.css.value;

/**
 * A value as canonical text.
 *
 * @param relative whether it depends on the element's font or colour
 */
public record Computed(String text, boolean relative) {}
