package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;

import dev.hookpress.deliver.ErrorWindow.Verdict;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A node's error counts and blocks, on its own connections. */
final class CountingNode implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final Redis redis;
  final RedisChannel announcements;
  final RedisBlockList blocked;
  final DegradableErrorWindow errors;
  final Map<ClientId, Instant> lateBlocks = new ConcurrentHashMap<>();

  /**
   * Connects.
   *
   * @param channel messages are not kept apart by database: one name a test
   */
  CountingNode(String uri, String channel, InstantSource clock) {
    redis = RedisPools.open(vertx, uri, 4, 1_000);
    announcements = new RedisChannel(vertx, redis, channel);
    blocked = new RedisBlockList(redis, announcements, clock);
    errors = new DegradableErrorWindow(redis, blocked, lateBlocks::put);
  }

  /** Counts an error and applies the result, as delivery does. */
  Verdict error(ClientId client, String attempt, BreakerPolicy rule, Instant at) {
    Verdict verdict = await(errors.recordError(client, attempt, rule, at));
    verdict.blockedUntil().ifPresent(until -> blocked.learn(client, until));
    return verdict;
  }

  /** Counts errors with ids from one number to another. */
  Verdict errors(ClientId client, int from, int to, BreakerPolicy rule, Instant at) {
    Verdict last = null;
    for (int i = from; i <= to; i++) {
      last = error(client, "attempt-" + i, rule, at);
    }
    return last;
  }

  /** What a node does every second. */
  void look(Instant now) {
    blocked.forgetEnded(now);
    await(errors.probe(now));
    if (!errors.degraded()) {
      await(blocked.refresh(now).otherwiseEmpty());
    }
  }

  @Override
  public void close() {
    announcements.close();
    redis.close();
    await(vertx.close());
  }
}
