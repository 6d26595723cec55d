package dev.hookpress.render.prepared;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * An image, a stylesheet or a font as it was fetched.
 *
 * @param css whether its media type or its path says that it is a stylesheet
 * @param charset of the response, if it is supported
 */
public record FetchedResource(byte[] bytes, boolean css, Optional<Charset> charset) {}
