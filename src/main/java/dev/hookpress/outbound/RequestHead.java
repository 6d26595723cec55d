package dev.hookpress.outbound;

import dev.hookpress.job.HeaderNames;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What of a request's head comes from callers, made safe to put on the wire. */
final class RequestHead {
  /** They frame the message or belong to the connection, so they are the door's own. */
  private RequestHead() {}

  /** What is wrong with the headers, in words that hold nothing of their values. */
  static Optional<String> problem(Map<String, String> headers) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey();
      if (!HeaderNames.valid(name)) {
        return Optional.of("a header's name is not valid");
      }
      if (HeaderNames.ofTheConnection(name) || HeaderNames.ofTheMessage(name)) {
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
