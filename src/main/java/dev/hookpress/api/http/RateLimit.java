package dev.hookpress.api.http;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How fast a client may submit, over all nodes together. */
public interface RateLimit {
  /** Takes one request from the client's allowance; else how long to wait for the next. */
  Future<Optional<Duration>> take(ClientId client, int perSecond, Instant now);
}
