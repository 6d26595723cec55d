package dev.hookpress.outbound;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointAuth;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
 * @param certificate presented if the receiver asks for one; requests share a connection only with
 *     those that have the same
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
    boolean newConnection,
    Optional<EndpointAuth.MutualTls> certificate) {

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
    this(
        client,
        method,
        uri,
        headers,
        body,
        deadline,
        wanted,
        maxRedirects,
        false,
        Optional.empty());
  }

  /** The same request with another deadline. */
  public OutboundRequest within(Duration left) {
    return new OutboundRequest(
        client, method, uri, headers, body, left, wanted, maxRedirects, newConnection, certificate);
  }

  /** The same request on a new connection. */
  public OutboundRequest onNewConnection() {
    return new OutboundRequest(
        client, method, uri, headers, body, deadline, wanted, maxRedirects, true, certificate);
  }

  /** The same request, with a certificate. */
  public OutboundRequest presenting(EndpointAuth.MutualTls own) {
    return new OutboundRequest(
        client,
        method,
        uri,
        headers,
        body,
        deadline,
        wanted,
        maxRedirects,
        newConnection,
        Optional.of(own));
  }

  /** The same request, with other headers. */
  public OutboundRequest withHeaders(Map<String, String> others) {
    return new OutboundRequest(
        client,
        method,
        uri,
        others,
        body,
        deadline,
        wanted,
        maxRedirects,
        newConnection,
        certificate);
  }

  /** Whether the method is idempotent (RFC 9110 §9.2.2). */
  boolean idempotent() {
    return method != HttpMethod.POST && method != HttpMethod.PATCH;
  }
}
