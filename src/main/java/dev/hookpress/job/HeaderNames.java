package dev.hookpress.job;

import java.util.Locale;
import java.util.Set;

/** Which names a request's headers may have that somebody else has chosen. */
public final class HeaderNames {
  /** RFC 9110 §7.6.1, and those that proxies and upgrades added to it. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "expect",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> OF_THE_MESSAGE = Set.of("host", "content-length");

  /** RFC 9110 §5.6.2: beside letters and digits. */
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private HeaderNames() {}

  /** Whether the header belongs to one connection or its framing, and not to the request. */
  public static boolean ofTheConnection(String name) {
    return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the header follows from the URL and the body. */
  public static boolean ofTheMessage(String name) {
    return OF_THE_MESSAGE.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether it is a header's name at all (RFC 9110 §5.1): no space, no colon, no line break. */
  public static boolean valid(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!ofToken(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean ofToken(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || TOKEN_MARKS.indexOf(c) >= 0;
  }
}
