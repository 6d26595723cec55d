package dev.hookpress.outbound;

import dev.hookpress.job.ClientId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request to an external server.
 *
 * @param client on whose behalf it is sent; clients never share a connection
 * @param body may be null
 * @param deadline for the whole exchange: name look-up, connection, TLS, headers and body,
 *     including redirects
 * @param wanted how much of the response's body is read, and why
 * @param maxRedirects how many redirects may be followed; each hop is vetted anew. 0 for callbacks
 *     and uploads
 * @param newConnection whether to forbid reusing a connection
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

  /** A request that may reuse a connection. */
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

  /** The same request with another deadline. */
  public OutboundRequest within(Duration left) {
    return new OutboundRequest(
        client, method, uri, headers, body, left, wanted, maxRedirects, newConnection);
  }

  /** The same request on a new connection. */
  public OutboundRequest onNewConnection() {
    return new OutboundRequest(
        client, method, uri, headers, body, deadline, wanted, maxRedirects, true);
  }

  /** Whether the method is idempotent (RFC 9110 §9.2.2). */
  boolean idempotent() {
    return method != HttpMethod.POST && method != HttpMethod.PATCH;
  }
}
