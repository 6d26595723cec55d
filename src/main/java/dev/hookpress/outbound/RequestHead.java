package dev.hookpress.outbound;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a request's head comes from callers, made safe to put on the wire. */
final class RequestHead {
  /** They frame the message or belong to the connection, so they are the door's own. */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private RequestHead() {}

  /** What is wrong with the headers, in words that hold nothing of their values. */
  static Optional<String> problem(Map<String, String> headers) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey();
      if (!isToken(name)) {
        return Optional.of("a header's name is not valid");
      }
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        return Optional.of("the header " + name + " may not be set");
      }
      if (!isFieldValue(header.getValue())) {
        return Optional.of("the value of the header " + name + " is not valid");
      }
    }
    return Optional.empty();
  }

  /** The request target in origin form (RFC 9112 §3.2.1), in ASCII. */
  static String target(URI uri) {
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    StringBuilder target = new StringBuilder(path == null || path.isEmpty() ? "/" : path);
    if (query != null) {
      target.append('?').append(query);
    }
    boolean ascii = target.chars().allMatch(c -> c < 0x80);
    return ascii ? target.toString() : URI.create(target.toString()).toASCIIString();
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && TOKEN_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** RFC 9110 §5.5, which leaves no control character but the tab. */
  private static boolean isFieldValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }
}
