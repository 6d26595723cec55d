package dev.hookpress.redis;

import dev.hookpress.api.account.ErrorCounts;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads the windows that {@link RedisErrorWindow} counts in. */
public final class RedisErrorCounts implements ErrorCounts {
  // A request waits for this: a Redis slower than this is taken as unavailable.
  private static final int PATIENCE_MILLIS = 250;

  private final Redis redis;

  /** Creates a reader on a Redis server. */
  public RedisErrorCounts(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Future<Optional<Count>> of(ClientId client, Duration window, Instant now) {
    return LuaScript.READ_ERRORS
        .run(
            redis,
            List.of(new ClientKeys(client).errors()),
            List.of(Long.toString(now.toEpochMilli()), Long.toString(window.toMillis())))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(answer -> Optional.of(count(answer)))
        .otherwise(Optional.empty());
  }

  private static Count count(Response answer) {
    long oldest = answer.get(1).toLong();
    return new Count(
        answer.get(0).toInteger(),
        oldest == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest)));
  }
}
