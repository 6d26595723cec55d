package dev.hookpress.render.prepared;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * An HTML part as a browser loads it, with its scripts.
 *
 * @param part its index among the parts of the document
 * @param charset of the bytes, if it is known
 * @param baseUri the page's address; empty if it has none
 */
public record BrowserPage(int part, byte[] html, Optional<Charset> charset, String baseUri) {}
