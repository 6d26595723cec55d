package dev.hookpress.fakes;

import dev.hookpress.api.http.RateLimit;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A rate limit for each client and second of the clock, in memory. */
public final class MemoryRateLimit implements RateLimit {
  private record Taken(long second, int requests) {}

  private final Outage outage;
  private final Map<ClientId, Taken> taken = new ConcurrentHashMap<>();

  public MemoryRateLimit(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Allowance> take(ClientId client, int perSecond, Instant now) {
    return outage.call(
        () -> {
          Taken here =
              taken.merge(
                  client,
                  new Taken(now.getEpochSecond(), 1),
                  (before, one) ->
                      before.second() == one.second()
                          ? new Taken(one.second(), before.requests() + 1)
                          : one);
          return here.requests() <= perSecond
              ? Allowance.left(perSecond - here.requests())
              : Allowance.usedUp(Duration.ofMillis(1200));
        });
  }
}
