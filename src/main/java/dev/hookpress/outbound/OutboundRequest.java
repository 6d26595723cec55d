package dev.hookpress.outbound;

import dev.hookpress.job.ClientId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request to a stranger.
 *
 * @param client on whose behalf it is sent: it shares no connection with requests of another's
 * @param body may be null
 * @param deadline over everything: name look-up, connection, TLS, headers and body, redirects too
 * @param wanted what is wanted of the response's body
 * @param maxRedirects how many redirects may be followed; each hop is vetted anew. 0 for callbacks
 *     and uploads
 * @param newConnection whether a connection that has been used before will not do
 */
public record OutboundRequest(
    ClientId client,
    HttpMethod method,
    URI uri,
    Map<String, String> headers,
    Buffer body,
    Duration deadline,
    ResponseBody wanted,
    int maxRedirects,
    boolean newConnection) {

  /** A request that may go out on a connection that has been used before. */
  public OutboundRequest(
      ClientId client,
      HttpMethod method,
      URI uri,
      Map<String, String> headers,
      Buffer body,
      Duration deadline,
      ResponseBody wanted,
      int maxRedirects) {
    this(client, method, uri, headers, body, deadline, wanted, maxRedirects, false);
  }

  /** The same, within another deadline. */
  public OutboundRequest within(Duration left) {
    return new OutboundRequest(
        client, method, uri, headers, body, left, wanted, maxRedirects, newConnection);
  }

  /** The same, on a new connection. */
  public OutboundRequest onNewConnection() {
    return new OutboundRequest(
        client, method, uri, headers, body, deadline, wanted, maxRedirects, true);
  }

  /** Whether sending it twice does no more than sending it once (RFC 9110 §9.2.2). */
  boolean idempotent() {
    return method != HttpMethod.POST && method != HttpMethod.PATCH;
  }
}
