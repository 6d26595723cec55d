package dev.hookpress.redis;

import dev.hookpress.api.jobs.MailAllowance;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts the e-mails of each client and day for all nodes. They pass uncounted while Redis is
 * unavailable; the limits on requests and on notifiers of a job still apply.
 */
public final class RedisMailAllowance implements MailAllowance {
  // Submissions wait for this: a Redis slower than this is taken as unavailable.
  private static final int PATIENCE_MILLIS = 250;
  private static final Duration KEPT = Duration.ofDays(2);

  private final Redis redis;
  private final int perDay;

  /**
   * Creates a limit on a Redis server.
   *
   * @param perDay the e-mails of one client in a day
   */
  public RedisMailAllowance(Redis redis, int perDay) {
    this.redis = redis;
    this.perDay = perDay;
  }

  @Override
  public Future<Optional<Duration>> take(ClientId client, boolean sample, int emails, Instant now) {
    Instant next = day(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return add(client, sample, emails, now)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(
            taken ->
                taken.toInteger() == 1
                    ? Optional.<Duration>empty()
                    : Optional.of(Duration.between(now, next)))
        .otherwise(Optional.empty());
  }

  @Override
  public void giveBack(ClientId client, boolean sample, int emails, Instant takenAt) {
    // If Redis is away, they were not counted; if it fails just now, they stay counted.
    add(client, sample, -emails, takenAt);
  }

  private Future<Response> add(ClientId client, boolean sample, int emails, Instant at) {
    return LuaScript.TAKE_DAILY.run(
        redis,
        List.of("hookpress:{" + client + "}:mail:" + (sample ? "sample:" : "") + day(at)),
        List.of(
            Integer.toString(emails), Integer.toString(perDay), Long.toString(KEPT.toSeconds())));
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
