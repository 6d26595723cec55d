package dev.hookpress.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with that of Redis. Error windows use the nodes' clocks: nodes whose
 * clocks differ would disagree about a window's edge.
 */
public final class ClockCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);
  private static final Duration TOLERATED = Duration.ofSeconds(1);

  private ClockCheck() {}

  /**
   * Warns if the clocks are more than a second apart. Returns the difference; fails if Redis is
   * unavailable.
   */
  public static Future<Duration> run(Redis redis, InstantSource clock) {
    return redis
        .send(Request.cmd(Command.TIME))
        .map(
            answer -> {
              Instant theirs =
                  Instant.ofEpochSecond(answer.get(0).toLong(), answer.get(1).toLong() * 1_000L);
              Duration apart = Duration.between(theirs, clock.instant()).abs();
              if (apart.compareTo(TOLERATED) > 0) {
                LOG.atWarn()
                    .addKeyValue("event", "clock.skewed")
                    .addKeyValue("apart_ms", apart.toMillis())
                    .log("This node's clock and Redis' are apart: see that both are synchronised.");
              }
              return apart;
            });
  }
}
