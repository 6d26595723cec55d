package dev.hookpress.redis;

import dev.hookpress.api.console.ConsoleLinks;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Remembers which links to the console have been used, in Redis, until they end by themselves. */
public final class RedisConsoleLinks implements ConsoleLinks {
  private static final int PATIENCE_MILLIS = 2_000;

  private final Redis redis;

  public RedisConsoleLinks(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Future<Boolean> use(ClientId client, UUID link, Instant until, Instant now) {
    long millis = Math.max(1, Duration.between(now, until).toMillis());
    return redis
        .send(
            Request.cmd(Command.SET)
                .arg("hookpress:{" + client + "}:console-link:" + link)
                .arg("1")
                .arg("NX")
                .arg("PX")
                .arg(Long.toString(millis)))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(set -> set != null);
  }
}
