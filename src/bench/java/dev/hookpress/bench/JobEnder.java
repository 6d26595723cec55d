package dev.hookpress.bench;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.claim.VertxTimers;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.redis.CrossNodeWakeups;
import dev.hookpress.redis.RedisChannel;
import dev.hookpress.redis.RedisPools;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.render.FinishedDocument;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SecretsKey;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ends jobs at a given rate, faster than PDFs can be rendered, with the statement and the wake-up
 * of a node that renders and does not dispatch. Runs in a separate process.
 *
 * <p>Arguments: the URIs of PostgreSQL and Redis, the secrets key, a client, its URL. Reads
 * commands from its standard input until that ends: {@code prepare 500} accepts and claims 500 jobs
 * and prints {@code ready}; {@code end 100} ends them at 100 per second and prints {@code ended}
 * when the last one is committed.
 */
public final class JobEnder {
  /** Printed when jobs are accepted and claimed. */
  static final String READY = "ready";

  /** Printed when they have ended. */
  static final String ENDED = "ended";

  private static final int MAX_WAITING = 1_000;
  private static final int ACCEPTED_AT_ONCE = 2_000;
  private static final int CLAIMED_AT_ONCE = 500;
  private static final Duration LEASE = Duration.ofMinutes(10);
  // If PostgreSQL is slower than the rate, its speed decides: the queue of writes is bounded.
  private static final int MAX_UNDER_WAY = 5_000;
  private static final long BREATH_NANOS = 1_000_000;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
  private final PgJobIntake intake;
  private final PgRenderQueue queue;
  private final CrossNodeWakeups far;
  private final Deque<ClaimedDocument> claimed = new ArrayDeque<>();
  private double apartNanos;
  private long begunNanos;
  private int begun;
  private int left;
  private int underWay;
  private Promise<Void> ended;

  private JobEnder(String postgres, String redis, SealedBox box) {
    Pool pool = Pools.openForQueues(vertx, postgres, MAX_WAITING);
    Wakeups wakeups = new Wakeups(vertx.eventBus());
    RedisChannel channel =
        new RedisChannel(vertx, RedisPools.open(vertx, redis, 2, MAX_WAITING), "hookpress:wakes");
    this.far =
        new CrossNodeWakeups(new VertxTimers(vertx), channel, wakeups, false, false, () -> false);
    this.intake = NoRenderer.intake(pool, box, wakeups);
    this.queue =
        new PgRenderQueue(
            vertx,
            pool,
            box,
            wakeups,
            new LeaseTerms(UUID.randomUUID(), LEASE, () -> {}),
            Shards.none(),
            NoDispatcher.handoff());
  }

  /** Runs until its standard input ends; exits with 1 if a job could not be ended. */
  public static void main(String[] args) {
    int status = 0;
    try {
      JobEnder ender =
          new JobEnder(args[0], args[1], new SealedBox(SecretsKey.ofBase64(args[2]), List.of()));
      ender.far.open().await();
      ender.obey(new ClientId(UUID.fromString(args[3])), URI.create(args[4]));
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      status = 1;
    }
    System.exit(status);
  }

  private void obey(ClientId client, URI hook) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] command = line.split(" ");
      int number = Integer.parseInt(command[1]);
      if (command[0].equals("prepare")) {
        prepare(client, hook, number);
        System.out.println(READY);
      } else {
        end(number).await();
        System.out.println(ENDED);
      }
    }
  }

  private void prepare(ClientId client, URI hook, int jobs) {
    for (int done = 0; done < jobs; done += ACCEPTED_AT_ONCE) {
      Future.all(
              Stream.generate(() -> intake.accept(job(client, hook), Optional.empty()))
                  .limit(Math.min(ACCEPTED_AT_ONCE, jobs - done))
                  .toList())
          .await();
    }
    while (claimed.size() < jobs) {
      DocumentClaimLimits room = new DocumentClaimLimits(Map.of(), CLAIMED_AT_ONCE);
      List<ClaimedDocument> some =
          queue.claim(CLAIMED_AT_ONCE, room, Instant.now()).await().items();
      if (some.isEmpty()) {
        throw new IllegalStateException("only " + claimed.size() + " of " + jobs + " to claim");
      }
      claimed.addAll(some);
    }
  }

  private static Job job(ClientId client, URI hook) {
    Instant now = Instant.now();
    return new Job(
        new JobId(UlidCreator.getUlid(now.toEpochMilli()).toUuid()),
        client,
        NativeDialect.NAME,
        List.of(Message.DOCUMENT),
        List.of(new Target.Webhook(hook, Message.HEADERS)),
        Message.METADATA,
        now);
  }

  private Future<Void> end(int perSecond) {
    Promise<Void> all = Promise.promise();
    loop.runOnContext(
        here -> {
          ended = all;
          apartNanos = 1e9 / perSecond;
          begun = 0;
          left = claimed.size();
          begunNanos = System.nanoTime();
          next();
        });
    return all.future();
  }

  private void next() {
    while (!claimed.isEmpty()) {
      long early = begunNanos + (long) (begun * apartNanos) - System.nanoTime();
      if (underWay >= MAX_UNDER_WAY) {
        early = BREATH_NANOS;
      }
      if (early > 0) {
        loop.nettyEventLoop().schedule(this::next, early, TimeUnit.NANOSECONDS);
        return;
      }
      begun++;
      end(claimed.remove());
    }
  }

  private void end(ClaimedDocument document) {
    Instant now = Instant.now();
    NotificationId id = new NotificationId(UlidCreator.getUlid(now.toEpochMilli()).toUuid());
    byte[] body = Message.body(document.job(), now);
    OwedNotification owed =
        new OwedNotification(id, NativeDialect.NAME, document.targets().get(0), body);
    underWay++;
    queue
        .finish(
            new FinishedDocument(
                document, Message.RESULT, JobState.COMPLETED, now, now, List.of(owed)))
        .onComplete(
            done -> {
              underWay--;
              if (done.failed() || !done.result()) {
                ended.tryFail(new IllegalStateException("not ended: " + done));
              } else if (--left == 0) {
                ended.tryComplete();
              }
            });
  }
}
