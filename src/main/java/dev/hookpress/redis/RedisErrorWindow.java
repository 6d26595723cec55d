package dev.hookpress.redis;

import dev.hookpress.deliver.ErrorWindow;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The error windows of all clients, one for all nodes: counted and tripped by one script. */
public final class RedisErrorWindow implements ErrorWindow {
  private final Redis redis;

  /** Counts on this server. */
  public RedisErrorWindow(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Future<Verdict> recordError(
      ClientId client, String attemptId, BreakerPolicy policy, Instant now) {
    // The braces put both keys into one slot of a cluster.
    String prefix = "hookpress:{" + client + "}:";
    return LuaScript.RECORD_ERROR
        .run(
            redis,
            List.of(prefix + "errors", prefix + "block"),
            List.of(
                Long.toString(now.toEpochMilli()),
                Long.toString(policy.window().toMillis()),
                Integer.toString(policy.errors()),
                Long.toString(policy.block().toMillis()),
                attemptId))
        .map(RedisErrorWindow::verdict);
  }

  private static Verdict verdict(Response answer) {
    long blockedUntil = answer.get(1).toLong();
    return new Verdict(
        answer.get(0).toInteger(),
        blockedUntil == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(blockedUntil)),
        answer.get(2).toInteger() == 1);
  }
}
