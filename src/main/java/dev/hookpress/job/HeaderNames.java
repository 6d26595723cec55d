package dev.hookpress.job;

import java.util.Locale;
import java.util.Set;

/** Checks the names of request headers that clients choose. */
public final class HeaderNames {
  /** Connection headers of RFC 9110 §7.6.1, and those of proxies and upgrades. */
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

  /** Token characters other than letters and digits (RFC 9110 §5.6.2). */
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private HeaderNames() {}

  /** Whether the header concerns the connection or its framing rather than the request. */
  public static boolean ofTheConnection(String name) {
    return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the header is derived from the URL or the body. */
  public static boolean ofTheMessage(String name) {
    return OF_THE_MESSAGE.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the text is a valid header name (RFC 9110 §5.1): no space, no colon, no line break. */
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
