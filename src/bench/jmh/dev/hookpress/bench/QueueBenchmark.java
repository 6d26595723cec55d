package dev.hookpress.bench;

import dev.hookpress.deliver.Attempt;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.Shards;
import dev.hookpress.support.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One claim from PostgreSQL and the record of its results, without sending. {@code fsync} is on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class QueueBenchmark {
  // Enough for all iterations at ten thousand per second.
  private static final int ROWS = 400_000;
  private static final int MAX_WAITING = 1_000;

  @Param({"1", "1000"})
  public int clients;

  /** Rows per claim. */
  @Param({"64", "500"})
  public int batch;

  private Vertx vertx;
  private Pool pool;
  private PgNotificationQueue queue;

  @Setup
  public void fill() {
    vertx = Vertx.vertx();
    String uri = TestServers.freshDatabase();
    SealedBox box = new SealedBox(new byte[32]);
    List<URI> hooks =
        IntStream.range(0, clients)
            .mapToObj(i -> URI.create("https://r" + i + ".test/hook"))
            .toList();
    Backlog.fill(vertx, uri, box, hooks, ROWS, Instant.now());
    pool = Pools.openForQueues(vertx, uri, MAX_WAITING);
    queue =
        new PgNotificationQueue(
            vertx, pool, box, Shards.joined(pool, Instant.now()), Duration.ofMinutes(1));
  }

  @TearDown
  public void close() {
    pool.close().await();
    vertx.close().await();
  }

  @Benchmark
  public int claimAndRecord() {
    Instant now = Instant.now();
    ClaimLimits anything = new ClaimLimits(Map.of(), batch, Set.of(), Map.of(), batch);
    List<ClaimedNotification> claimed = queue.claim(batch, anything, now).await().items();
    Future.all(claimed.stream().map(one -> queue.record(delivered(one, now))).toList()).await();
    return claimed.size();
  }

  // Of the size that attempts at a common receiver have.
  private static final ExchangeHeads HEADS =
      new ExchangeHeads(
          Map.of(
              "content-type", "application/json",
              "user-agent", "Hookpress/1",
              "accept-encoding", "gzip, identity",
              "webhook-id", "msg_01HQ3Z4M8T0000000000000000",
              "webhook-timestamp", "1680352496",
              "webhook-signature", "v1," + "c".repeat(44),
              "hookpress-attempt", "1"),
          Map.of("content-length", "0", "date", "Sat, 01 Apr 2023 12:34:56 GMT"));

  private static Attempt delivered(ClaimedNotification notification, Instant now) {
    return new Attempt(
        notification,
        now,
        Duration.ofMillis(3),
        "127.0.0.1",
        Outcome.DELIVERED,
        OptionalInt.of(200),
        "The endpoint answered with status 200.",
        Buffer.buffer(),
        HEADS,
        new RetryPolicy.Next.End(NotificationState.DELIVERED),
        now,
        Optional.empty(),
        Optional.empty());
  }
}
