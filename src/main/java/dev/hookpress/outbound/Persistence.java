package dev.hookpress.outbound;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Decides from a response's head whether the connection persists (RFC 9112 §6 and §9.3). */
final class Persistence {
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  /** Subtracted from the receiver's idle time: a request needs time to arrive. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** Longer than any server keeps a connection. */
  private static final int MAX_SECONDS = 3600;

  private Persistence() {}

  /**
   * Whether the head allows another request on the same connection.
   *
   * @param ambiguous whether the head has both a length and chunked coding
   */
  static boolean persists(HttpResponse head, boolean ambiguous) {
    if (ambiguous || !head.protocolVersion().equals(HttpVersion.HTTP_1_1) || closes(head)) {
      return false;
    }
    String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    int status = head.status().code();
    if (WITHOUT_BODY.contains(status)) {
      // A body announced here would be read as the start of the next response.
      return codings.isEmpty() && (length == null ? status != 205 : isZero(length));
    }
    return codings.isEmpty()
        ? length != null
        : length == null
            && codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0).strip());
  }

  private static boolean closes(HttpResponse head) {
    return head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)
        || head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
  }

  private static boolean isZero(String length) {
    return !length.isBlank() && length.strip().chars().allMatch(c -> c == '0');
  }

  /**
   * How long a connection may be idle.
   *
   * @param keepAliveHeader the {@code Keep-Alive} header, such as {@code timeout=5}; may be null
   * @param usual the default, unless the header says less
   */
  static Duration idleTime(String keepAliveHeader, Duration usual) {
    if (keepAliveHeader == null) {
      return usual;
    }
    return Arrays.stream(keepAliveHeader.split(",", 10))
        .map(String::strip)
        .filter(parameter -> parameter.matches("(?i)timeout\\s*=\\s*\\d{1,9}"))
        .findFirst()
        .map(parameter -> Integer.parseInt(parameter.replaceAll("\\D", "")))
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, MAX_SECONDS)).minus(MARGIN))
        .map(announced -> announced.isNegative() ? Duration.ZERO : announced)
        .filter(announced -> announced.compareTo(usual) < 0)
        .orElse(usual);
  }
}
