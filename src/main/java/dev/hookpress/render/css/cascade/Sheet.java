package dev.hookpress.render.css.cascade;

/**
 * A stylesheet of a document.
 *
 * @param name for warnings
 * @param base the address against which its own references are resolved; empty leaves them as they
 *     are
 * @param media the media queries under which it counts; empty: always
 */
public record Sheet(String name, String css, String base, String media) {}
