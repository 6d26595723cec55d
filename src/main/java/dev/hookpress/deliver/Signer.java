package dev.hookpress.deliver;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Signs the requests of attempts. An HMAC takes microseconds and is computed on the event loop; an
 * Ed25519 signature takes a millisecond, hundreds of which would delay all attempts, and is
 * computed on a separate thread.
 */
final class Signer {
  private final SigningExecutor threads;
  private final Dispatcher.Bounds bounds;

  Signer(SigningExecutor threads, Dispatcher.Bounds bounds) {
    this.threads = threads;
    this.bounds = bounds;
  }

  /**
   * Builds the signed request of an attempt, with the time that signing leaves of the deadline.
   * Completes on the caller's context; fails only on an internal error, or if no time is left.
   *
   * @param keys all keys valid now, newest first
   * @param at when the attempt is made
   */
  Future<OutboundRequest> request(
      SignedRequest.Message message, List<SigningKey> keys, Instant at, Dialect dialect) {
    if (keys.stream().noneMatch(key -> key.scheme() == SigningScheme.V1A)) {
      return Future.succeededFuture()
          .map(here -> SignedRequest.of(message, keys, at, dialect, bounds));
    }
    long fromNanos = System.nanoTime();
    return threads
        .run(() -> SignedRequest.of(message, keys, at, dialect, bounds))
        .timeout(bounds.deadline(dialect).toMillis(), TimeUnit.MILLISECONDS)
        .map(request -> within(request, Duration.ofNanos(System.nanoTime() - fromNanos)));
  }

  private static OutboundRequest within(OutboundRequest request, Duration spent) {
    Duration left = request.deadline().minus(spent);
    if (left.isNegative() || left.isZero()) {
      throw new IllegalStateException("The deadline was over before the callback was signed");
    }
    return request.within(left);
  }
}
