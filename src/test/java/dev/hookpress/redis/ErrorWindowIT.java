package dev.hookpress.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.ErrorWindow.Verdict;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The block's rule, exact, on a real Redis; time is an argument. */
class ErrorWindowIT {
  private static final BreakerPolicy RULE = BreakerPolicy.DEFAULT;
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private static Vertx vertx;
  private static Redis redis;

  private final ClientId client = new ClientId(UUID.randomUUID());
  private final RedisErrorWindow window = new RedisErrorWindow(redis);

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    redis = RedisPools.open(vertx, TestServers.freshRedis(), 4, 100);
  }

  @AfterAll
  static void disconnect() {
    redis.close();
    vertx.close();
  }

  private Verdict error(String attempt, Instant at) {
    try {
      return window
          .recordError(client, attempt, RULE, at)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Verdict errors(int from, int to, Instant at) {
    Verdict last = null;
    for (int i = from; i <= to; i++) {
      last = error("attempt-" + i, at);
    }
    return last;
  }

  @Test
  void theFiftiethErrorTripsAndNotTheFortyNinth() {
    Verdict fortyNinth = errors(1, 49, START);
    assertThat(fortyNinth.errors()).isEqualTo(49);
    assertThat(fortyNinth.blockedUntil()).isEmpty();
    Verdict fiftieth = error("attempt-50", START);
    assertThat(fiftieth.tripped()).isTrue();
    assertThat(fiftieth.blockedUntil()).contains(START.plus(Duration.ofMinutes(20)));
  }

  @Test
  void theFirstOfTheFiftyMustBeLessThanTenMinutesOld() {
    errors(1, 49, START);
    assertThat(error("attempt-50", START.plusMillis(600_000)).blockedUntil()).isEmpty();
  }

  @Test
  void aFirstErrorThatIsJustYoungEnoughCounts() {
    errors(1, 49, START);
    assertThat(error("attempt-50", START.plusMillis(599_999)).tripped()).isTrue();
  }

  @Test
  void anAttemptReportedTwiceCountsOnce() {
    errors(1, 49, START);
    assertThat(error("attempt-49", START.plusSeconds(1)).errors()).isEqualTo(49);
    assertThat(error("attempt-1", START.plusSeconds(1)).blockedUntil()).isEmpty();
  }

  @Test
  void errorsDuringTheBlockDoNotLengthenIt() {
    errors(1, 50, START);
    Verdict late = error("attempt-51", START.plus(Duration.ofMinutes(19)));
    assertThat(late.tripped()).isFalse();
    assertThat(late.blockedUntil()).contains(START.plus(Duration.ofMinutes(20)));
  }

  @Test
  void afterTheBlockTheWindowStartsEmpty() {
    errors(1, 50, START);
    Instant end = START.plus(Duration.ofMinutes(20));
    assertThat(error("attempt-51", end)).extracting(Verdict::errors).isEqualTo(1);
    assertThat(errors(52, 99, end).blockedUntil()).isEmpty();
    assertThat(error("attempt-100", end).tripped()).isTrue();
  }

  @Test
  void errorsAreCountedForEachClient() {
    errors(1, 49, START);
    ClientId other = new ClientId(UUID.randomUUID());
    Verdict verdict =
        window
            .recordError(other, "x", RULE, START)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    assertThat(verdict.errors()).isEqualTo(1);
  }

  @Test
  void aScriptIsSentAgainToAServerThatHasLostIt() {
    errors(1, 1, START);
    redis
        .send(Request.cmd(Command.SCRIPT).arg("FLUSH"))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    assertThat(errors(2, 2, START).errors()).isEqualTo(2);
  }
}
