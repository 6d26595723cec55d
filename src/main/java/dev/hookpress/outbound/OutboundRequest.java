package dev.hookpress.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request to a stranger.
 *
 * @param deadline over everything: name look-up, connection, TLS, headers and body, redirects too
 * @param maxAnswerBytes how much of the answer's body is read; the rest is cut off
 * @param maxRedirects how many redirects may be followed; each hop is vetted anew. 0 for callbacks
 *     and uploads
 */
public record OutboundRequest(
    HttpMethod method,
    URI uri,
    Map<String, String> headers,
    Buffer body,
    Duration deadline,
    int maxAnswerBytes,
    int maxRedirects) {

  /** The same, within another deadline. */
  public OutboundRequest within(Duration left) {
    return new OutboundRequest(method, uri, headers, body, left, maxAnswerBytes, maxRedirects);
  }
}
