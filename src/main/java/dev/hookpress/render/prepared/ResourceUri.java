package dev.hookpress.render.prepared;

import dev.hookpress.job.url.Authority;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Resolves references in HTML and CSS to URIs. Fetching and rendering both use it, so they agree.
 */
public final class ResourceUri {
  private static final int SHOWN_CHARACTERS = 120;

  private ResourceUri() {}

  /** Resolves a reference to an absolute http or https URI without its fragment. */
  public static Optional<URI> resolve(String base, String reference) {
    String trimmed = reference.strip();
    if (trimmed.isEmpty() || trimmed.startsWith("#")) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(encode(trimmed));
      if (!uri.isAbsolute()) {
        if (base == null || base.isEmpty()) {
          return Optional.empty();
        }
        uri = new URI(encode(base)).resolve(uri);
      }
      return isHttp(uri) ? Optional.of(withoutFragment(uri)) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isHttp(URI uri) {
    String scheme = uri.getScheme();
    return scheme != null
        && Authority.of(uri).isPresent()
        && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
  }

  /** Whether a reference is a {@code data:} URI. */
  public static boolean isData(String reference) {
    return reference.regionMatches(true, 0, "data:", 0, 5);
  }

  /** Returns a data URI with a lower-case scheme, the only form that the engine accepts. */
  public static String plainData(String reference) {
    return "data" + reference.substring(4);
  }

  /**
   * Formats a reference for messages: shortened, and without its query, which may contain secrets.
   */
  public static String shown(String reference) {
    if (isData(reference)) {
      int end = reference.indexOf(',');
      return end < 0 || end > SHOWN_CHARACTERS ? "data:" : reference.substring(0, end);
    }
    int query = reference.indexOf('?');
    String plain = query < 0 ? reference : reference.substring(0, query) + "?…";
    return plain.length() <= SHOWN_CHARACTERS ? plain : plain.substring(0, SHOWN_CHARACTERS) + "…";
  }

  /** Formats a URI for messages, as {@link #shown(String)}. */
  public static String shown(URI uri) {
    return shown(uri.toString());
  }

  private static URI withoutFragment(URI uri) throws URISyntaxException {
    String text = uri.toString();
    int fragment = text.indexOf('#');
    String bare = fragment < 0 ? text : text.substring(0, fragment);
    String scheme = uri.getScheme();
    // Lower case, so that equal URIs have one key and the engine recognizes the scheme.
    return new URI(scheme.toLowerCase(Locale.ROOT) + bare.substring(scheme.length()));
  }

  /** Encodes the characters that browsers accept in references and {@link URI} rejects. */
  private static String encode(String reference) {
    StringBuilder encoded = new StringBuilder(reference.length() + 16);
    for (int i = 0; i < reference.length(); i++) {
      char c = reference.charAt(i);
      if (c == '\n' || c == '\r' || c == '\t') {
        continue;
      }
      if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
        encoded.append('%').append("%02X".formatted((int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
