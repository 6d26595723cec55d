package dev.hookpress.redis;

import dev.hookpress.deliver.ErrorWindow;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts errors in Redis, and on this node alone while Redis is unavailable, so that delivery goes
 * on. {@link #probe} is to be called every second; it resumes counting in Redis and transfers the
 * errors counted locally. Thread-safe.
 */
public final class DegradableErrorWindow implements ErrorWindow {
  private static final Logger LOG = LoggerFactory.getLogger(DegradableErrorWindow.class);
  // Recording an attempt waits for its count: a Redis slower than this is taken as unavailable.
  private static final int PATIENCE_MILLIS = 500;
  // The most clients whose errors one probe transfers, well below the calls that may wait for a
  // connection; the rest follows a second later.
  private static final int MAX_GIVEN_BACK = 250;

  private final Redis redis;
  private final RedisErrorWindow shared;
  private final RedisBlockList blocked;
  private final BiConsumer<ClientId, Instant> onLateBlock;
  private final LocalErrorWindow local = new LocalErrorWindow();
  private volatile boolean degraded;

  /**
   * Creates an error window on a Redis server.
   *
   * @param blocked the known blocks, to which those caused by transferred errors are added
   * @param onLateBlock called with the client and the end of the block when transferred errors have
   *     caused one, which no caller of {@link #recordError} learns
   */
  public DegradableErrorWindow(
      Redis redis, RedisBlockList blocked, BiConsumer<ClientId, Instant> onLateBlock) {
    this.redis = redis;
    this.shared = new RedisErrorWindow(redis);
    this.blocked = blocked;
    this.onLateBlock = onLateBlock;
  }

  @Override
  public Future<Verdict> recordError(
      ClientId client, String attemptId, BreakerPolicy policy, Instant now) {
    Optional<Instant> end = blocked.blockedUntil(client, now);
    if (end.isPresent()) {
      // Redis would give the same answer, unless it has lost the block: an error of an attempt that
      // was in flight when the block began must not begin another block.
      return Future.succeededFuture(new Verdict(policy.errors(), end, false));
    }
    if (degraded) {
      return Future.succeededFuture(countHere(client, attemptId, policy, now));
    }
    return shared
        .recordError(client, attemptId, policy, now)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .otherwise(
            cause -> {
              degrade(cause);
              return countHere(client, attemptId, policy, now);
            });
  }

  /** Checks whether Redis is available, and counts there or locally from then on. Never fails. */
  public Future<Void> probe(Instant now) {
    return redis
        .send(Request.cmd(Command.PING))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .compose(there -> giveBack(now))
        .onSuccess(given -> heal())
        .otherwise(
            cause -> {
              degrade(cause);
              return null;
            });
  }

  /** Whether errors are counted on this node alone. Thread-safe. */
  public boolean degraded() {
    return degraded;
  }

  private Verdict countHere(ClientId client, String attemptId, BreakerPolicy policy, Instant now) {
    Verdict verdict = local.recordError(client, attemptId, policy, now);
    // This precedes the next error, which would begin a new window.
    verdict.blockedUntil().ifPresent(until -> blocked.learn(client, until));
    return verdict;
  }

  /**
   * Transfers the errors counted locally to Redis, with their attempt ids and times: an error that
   * Redis has counted but confirmed too late counts once.
   */
  private Future<Void> giveBack(Instant now) {
    List<Future<Verdict>> given = new ArrayList<>();
    Optional<LocalErrorWindow.Errors> next = local.takeOne();
    while (next.isPresent()) {
      given.add(giveBack(next.get(), now));
      next = given.size() < MAX_GIVEN_BACK ? local.takeOne() : Optional.empty();
    }
    return Future.join(given).mapEmpty();
  }

  private Future<Verdict> giveBack(LocalErrorWindow.Errors errors, Instant now) {
    return shared
        .recordErrors(errors.client(), errors.attempts(), errors.policy(), now)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(away -> local.putBack(errors))
        .onSuccess(verdict -> learnLate(errors.client(), verdict));
  }

  private void learnLate(ClientId client, Verdict verdict) {
    verdict.blockedUntil().ifPresent(until -> blocked.learn(client, until));
    if (verdict.tripped()) {
      onLateBlock.accept(client, verdict.blockedUntil().orElseThrow());
    }
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
      LOG.atInfo()
          .addKeyValue("event", "breaker.healed")
          .log("Redis answers again: errors are counted for all nodes together.");
    }
  }
}
