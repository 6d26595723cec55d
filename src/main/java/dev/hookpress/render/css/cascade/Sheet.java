package dev.hookpress.render.css.cascade;

/**
 * A stylesheet of a document.
 *
 * @param name for warnings
 * @param base the address against which its references are resolved; empty leaves them as written
 * @param media the media queries under which it applies; empty: always
 */
public record Sheet(String name, String css, String base, String media) {}
