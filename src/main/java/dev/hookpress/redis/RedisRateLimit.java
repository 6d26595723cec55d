package dev.hookpress.redis;

import dev.hookpress.api.http.RateLimit;
import dev.hookpress.claim.CallerPromise;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Limits the request rate of each client across all nodes. Requests pass unlimited while Redis is
 * unavailable; the queue's own limit still applies.
 *
 * <p>A client has one call to Redis in flight. Its requests that arrive meanwhile share the next
 * one, so that a busy client costs Redis a call for each round trip and not for each request.
 * Thread-safe.
 */
public final class RedisRateLimit implements RateLimit {
  private static final long MICROS_PER_SECOND = 1_000_000;
  // Submissions wait for this, at most twice: a Redis slower than this is taken as unavailable.
  private static final int PATIENCE_MILLIS = 250;

  private final Redis redis;

  /**
   * The requests that wait for the answer to another one of their client. As many as there are
   * requests under way at most, which {@code http.maxConnections} bounds.
   */
  private final Map<ClientId, List<Waiting>> inFlight = new HashMap<>();

  private record Waiting(int perSecond, Instant now, CallerPromise<Allowance> allowance) {}

  /** Creates a rate limit on a Redis server. */
  public RedisRateLimit(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Future<Allowance> take(ClientId client, int perSecond, Instant now) {
    Waiting request = new Waiting(perSecond, now, CallerPromise.here());
    synchronized (inFlight) {
      List<Waiting> others = inFlight.get(client);
      if (others != null) {
        others.add(request);
        return request.allowance().future();
      }
      inFlight.put(client, new ArrayList<>());
    }
    takeTogether(client, List.of(request));
    return request.allowance().future();
  }

  private void takeTogether(ClientId client, List<Waiting> requests) {
    // The newest has the newest time, and the newest of a limit that has just been changed.
    Waiting newest = requests.get(requests.size() - 1);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, newest.now());
    long interval = Math.max(1, MICROS_PER_SECOND / newest.perSecond());
    LuaScript.TAKE_TOKEN
        .run(
            redis,
            List.of("hookpress:{" + client + "}:rate"),
            List.of(
                Long.toString(micros),
                Long.toString(interval),
                Long.toString(MICROS_PER_SECOND - interval),
                Integer.toString(requests.size())))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onComplete(
            answer -> {
              takeNext(client);
              if (answer.succeeded()) {
                deal(requests, answer.result());
              } else {
                requests.forEach(it -> it.allowance().complete(Allowance.left(it.perSecond())));
              }
            });
  }

  private void takeNext(ClientId client) {
    List<Waiting> next;
    synchronized (inFlight) {
      next = inFlight.remove(client);
      if (next.isEmpty()) {
        return;
      }
      inFlight.put(client, new ArrayList<>());
    }
    takeTogether(client, next);
  }

  /** Those that came first are served; the others learn when one request may follow. */
  private static void deal(List<Waiting> requests, Response answer) {
    int taken = answer.get(0).toInteger();
    int left = answer.get(1).toInteger();
    Allowance usedUp = Allowance.usedUp(Duration.of(answer.get(2).toLong(), ChronoUnit.MICROS));
    for (int i = 0; i < requests.size(); i++) {
      requests
          .get(i)
          .allowance()
          .complete(i < taken ? Allowance.left(left + taken - 1 - i) : usedUp);
    }
  }
}
