package dev.hookpress.api.http;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Limits the rate of a client's requests across all nodes. */
public interface RateLimit {
  /** Takes one request from the client's allowance; if none is left, returns the time to wait. */
  Future<Optional<Duration>> take(ClientId client, int perSecond, Instant now);
}
