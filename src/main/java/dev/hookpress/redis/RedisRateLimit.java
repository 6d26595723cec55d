package dev.hookpress.redis;

import dev.hookpress.api.http.RateLimit;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Limits the request rate of each client across all nodes. Requests pass unlimited while Redis is
 * unavailable; the queue's own limit still applies.
 */
public final class RedisRateLimit implements RateLimit {
  private static final long MICROS_PER_SECOND = 1_000_000;
  // Submissions wait for this: a Redis slower than this is taken as unavailable.
  private static final int PATIENCE_MILLIS = 250;

  private final Redis redis;

  /** Creates a rate limit on a Redis server. */
  public RedisRateLimit(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Future<Allowance> take(ClientId client, int perSecond, Instant now) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    long interval = Math.max(1, MICROS_PER_SECOND / perSecond);
    return LuaScript.TAKE_TOKEN
        .run(
            redis,
            List.of("hookpress:{" + client + "}:rate"),
            List.of(
                Long.toString(micros),
                Long.toString(interval),
                Long.toString(MICROS_PER_SECOND - interval)))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(answer -> allowance(answer.toLong()))
        .otherwise(Allowance.left(perSecond));
  }

  private static Allowance allowance(long answer) {
    return answer > 0
        ? Allowance.usedUp(Duration.of(answer, ChronoUnit.MICROS))
        : Allowance.left((int) -answer);
  }
}
