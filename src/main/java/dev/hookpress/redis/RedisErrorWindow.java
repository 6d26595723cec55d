package dev.hookpress.redis;

import dev.hookpress.deliver.ErrorWindow;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts each client's errors in one window for all nodes; one script counts them and starts a
 * block at the limit.
 */
public final class RedisErrorWindow implements ErrorWindow {
  private final Redis redis;

  /** Creates error windows on a Redis server. */
  public RedisErrorWindow(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Future<Verdict> recordError(
      ClientId client, String attemptId, BreakerPolicy policy, Instant now) {
    return recordErrors(client, Map.of(attemptId, now), policy, now);
  }

  /**
   * Counts several errors at once; those that have left the window by {@code now} no longer count.
   *
   * @param errors the times of the errors by attempt id
   */
  Future<Verdict> recordErrors(
      ClientId client, Map<String, Instant> errors, BreakerPolicy policy, Instant now) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(now.toEpochMilli()));
    arguments.add(Long.toString(policy.window().toMillis()));
    arguments.add(Integer.toString(policy.errors()));
    arguments.add(Long.toString(policy.block().toMillis()));
    errors.forEach(
        (attemptId, at) -> {
          arguments.add(attemptId);
          arguments.add(Long.toString(at.toEpochMilli()));
        });
    return LuaScript.RECORD_ERROR
        .run(redis, new ClientKeys(client).errorsAndBlock(), arguments)
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
