package dev.hookpress.fakes;

import dev.hookpress.api.http.RateLimit;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** So many requests within one second of the clock's. */
public final class MemoryRateLimit implements RateLimit {
  private final Outage outage;
  private long second;
  private int taken;

  public MemoryRateLimit(Outage outage) {
    this.outage = outage;
  }

  @Override
  public synchronized Future<Optional<Duration>> take(ClientId client, int perSecond, Instant now) {
    return outage.call(
        () -> {
          if (second != now.getEpochSecond()) {
            second = now.getEpochSecond();
            taken = 0;
          }
          return ++taken <= perSecond ? Optional.empty() : Optional.of(Duration.ofMillis(1200));
        });
  }
}
