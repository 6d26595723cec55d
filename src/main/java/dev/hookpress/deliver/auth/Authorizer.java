package dev.hookpress.deliver.auth;

import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Adds to requests what their endpoint demands of their sender. Confined to one event loop, like
 * the tokens that it keeps.
 */
public final class Authorizer {
  /** The header with the access token. */
  public static final String HEADER = "authorization";

  private static final String SCHEME = "Bearer ";
  private static final int UNAUTHORIZED = 401;

  private final AccessTokens tokens;

  /**
   * @param client fetches access tokens
   */
  public Authorizer(OutboundClient client) {
    this.tokens = new AccessTokens(client);
  }

  /** What became of a request. */
  public sealed interface Authorized {
    /** It may be sent, within the time that is left of its deadline. */
    record Ready(OutboundRequest request) implements Authorized {}

    /** Its access token could not be had, within {@code took}. */
    record WithoutToken(AccessTokens.Result.Missing missing, Duration took) implements Authorized {}
  }

  /** Authorizes a request to an endpoint. Never fails. */
  public Future<Authorized> authorize(
      OutboundRequest request, Endpoint endpoint, EndpointAuth auth, Instant now) {
    if (auth instanceof EndpointAuth.MutualTls certificate) {
      return Future.succeededFuture(new Authorized.Ready(request.presenting(certificate)));
    }
    long fromNanos = System.nanoTime();
    return tokens
        .of(endpoint, (EndpointAuth.OAuth2) auth, now)
        .map(
            result -> {
              Duration took = Duration.ofNanos(System.nanoTime() - fromNanos);
              Duration left = request.deadline().minus(took);
              if (result instanceof AccessTokens.Result.Missing missing) {
                return new Authorized.WithoutToken(missing, took);
              }
              return left.isNegative() || left.isZero()
                  ? new Authorized.WithoutToken(late(), took)
                  : new Authorized.Ready(
                      with(request, ((AccessTokens.Result.Had) result).token()).within(left));
            });
  }

  private static AccessTokens.Result.Missing late() {
    return new AccessTokens.Result.Missing(
        "The access token came when no time was left to send the callback.", Optional.empty());
  }

  /** Replaces the client's own header, whatever the case of its name. */
  private static OutboundRequest with(OutboundRequest request, String token) {
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    headers.keySet().removeIf(HEADER::equalsIgnoreCase);
    headers.put(HEADER, SCHEME + token);
    return request.withHeaders(headers);
  }

  /**
   * Learns the status that a request got. True if its access token was not accepted: the next
   * request has a new one.
   */
  public boolean renewsAfter(
      int status, OutboundRequest request, Endpoint endpoint, EndpointAuth auth) {
    if (status != UNAUTHORIZED || !(auth instanceof EndpointAuth.OAuth2 oauth)) {
      return false;
    }
    tokens.refused(endpoint, oauth, request.headers().get(HEADER).substring(SCHEME.length()));
    return true;
  }
}
