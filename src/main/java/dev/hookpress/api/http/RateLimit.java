package dev.hookpress.api.http;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Limits the rate of a client's requests across all nodes. */
public interface RateLimit {
  /** Takes one request from the client's allowance, if one is left. */
  Future<Allowance> take(ClientId client, int perSecond, Instant now);

  /**
   * What is left of a client's allowance.
   *
   * @param remaining the requests that may follow at once
   * @param pause empty if the request was taken; otherwise the time until the next one may be
   */
  record Allowance(int remaining, Optional<Duration> pause) {
    /** The allowance after a request was taken. */
    public static Allowance left(int remaining) {
      return new Allowance(remaining, Optional.empty());
    }

    /** The allowance of a client that has to wait. */
    public static Allowance usedUp(Duration wait) {
      return new Allowance(0, Optional.of(wait));
    }
  }
}
