package dev.hookpress.redis;

import dev.hookpress.deliver.ErrorWindow;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts in Redis, and on this node alone while Redis is away: delivery goes on. {@link #probe} is
 * to be called every second; it brings the counting back. Confined to one event loop, except for
 * {@link #degraded()}.
 */
public final class DegradableErrorWindow implements ErrorWindow {
  private static final Logger LOG = LoggerFactory.getLogger(DegradableErrorWindow.class);
  // An attempt's record waits for its count: a Redis that is slower than this counts as away.
  private static final int PATIENCE_MILLIS = 500;

  private final Redis redis;
  private final ErrorWindow shared;
  private final LocalErrorWindow local = new LocalErrorWindow();
  private volatile boolean degraded;

  /** Counts on this server. */
  public DegradableErrorWindow(Redis redis) {
    this.redis = redis;
    this.shared = new RedisErrorWindow(redis);
  }

  @Override
  public Future<Verdict> recordError(
      ClientId client, String attemptId, BreakerPolicy policy, Instant now) {
    if (degraded) {
      return local.recordError(client, attemptId, policy, now);
    }
    return shared
        .recordError(client, attemptId, policy, now)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(
            cause -> {
              degrade(cause);
              return local.recordError(client, attemptId, policy, now);
            });
  }

  /** Asks whether Redis is there, and counts accordingly from then on. */
  public Future<Void> probe() {
    return redis
        .send(Request.cmd(Command.PING))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .onSuccess(there -> heal())
        .recover(
            cause -> {
              degrade(cause);
              return Future.succeededFuture();
            });
  }

  /** Whether errors are counted on this node alone. From any thread. */
  public boolean degraded() {
    return degraded;
  }

  private void degrade(Throwable cause) {
    if (!degraded) {
      degraded = true;
      LOG.atWarn()
          .addKeyValue("event", "breaker.degraded")
          .addKeyValue("cause", String.valueOf(cause.getMessage()))
          .log("Redis does not answer: delivery goes on, errors are counted on this node alone.");
    }
  }

  private void heal() {
    if (degraded) {
      degraded = false;
      local.clear();
      LOG.atInfo()
          .addKeyValue("event", "breaker.healed")
          .log("Redis answers again: errors are counted for all nodes together.");
    }
  }
}
