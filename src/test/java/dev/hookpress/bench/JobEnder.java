package dev.hookpress.bench;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Owed;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.Leasing;
import dev.hookpress.postgres.PgJobIntake;
import dev.hookpress.postgres.PgRenderQueue;
import dev.hookpress.postgres.Pools;
import dev.hookpress.pump.Wakes;
import dev.hookpress.redis.FarWakes;
import dev.hookpress.redis.RedisChannel;
import dev.hookpress.redis.RedisPools;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.FinishedDocument;
import dev.hookpress.render.Room;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.NoDispatcher;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ends jobs at a pace, faster than PDFs could be made: with the statement and the wake-up of a node
 * that renders and does not dispatch, in a process of its own.
 *
 * <p>Arguments: databases of PostgreSQL and Redis, the key, a client, its URL, jobs a second, jobs.
 * Accepts and claims them all, says {@code ready}, and begins when it is sent a byte; when the last
 * is on disk, it says so and ends.
 */
public final class JobEnder {
  private static final int CONNECTIONS = 10;
  private static final int MAX_WAITING = 1_000;
  private static final int ACCEPTED_AT_ONCE = 2_000;
  private static final int CLAIMED_AT_ONCE = 500;
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
  private final PgJobIntake intake;
  private final PgRenderQueue queue;
  private final FarWakes far;
  private final Promise<Void> ended = Promise.promise();
  private final Deque<ClaimedDocument> claimed = new ArrayDeque<>();
  private double apartNanos;
  private long begunNanos;
  private int begun;
  private int left;

  private JobEnder(String postgres, String redis, SealedBox box) {
    Pool pool = Pools.open(vertx, postgres, CONNECTIONS, MAX_WAITING);
    Wakes wakes = new Wakes(vertx.eventBus());
    RedisChannel channel =
        new RedisChannel(vertx, RedisPools.open(vertx, redis, 2, MAX_WAITING), "hookpress:wakes");
    this.far = new FarWakes(vertx, channel, wakes, false, false);
    this.intake = new PgJobIntake(pool, box, wakes, Duration.ofHours(1));
    this.queue =
        new PgRenderQueue(
            vertx,
            pool,
            box,
            wakes,
            new Leasing(UUID.randomUUID(), LEASE, () -> {}),
            NoDispatcher.handOver());
  }

  /** Does it; exits with 0 if every job has been ended. */
  public static void main(String[] args) throws IOException {
    // Nothing but the two words is for the reader of this output.
    System.setProperty("hookpress.log", "json");
    JobEnder ender = new JobEnder(args[0], args[1], SealedBox.ofBase64(args[2]));
    ClientId client = new ClientId(UUID.fromString(args[3]));
    ender.prepare(client, URI.create(args[4]), Integer.parseInt(args[6]));
    System.out.println("ready");
    if (System.in.read() < 0) {
      System.exit(1);
    }
    ender.loop.runOnContext(here -> ender.begin(Double.parseDouble(args[5])));
    ender.ended.future().await();
    System.out.println("ended");
    System.exit(0);
  }

  private void prepare(ClientId client, URI hook, int jobs) {
    far.open().await();
    for (int done = 0; done < jobs; done += ACCEPTED_AT_ONCE) {
      Future.all(
              Stream.generate(() -> intake.accept(job(client, hook), Optional.empty()))
                  .limit(Math.min(ACCEPTED_AT_ONCE, jobs - done))
                  .toList())
          .await();
    }
    while (claimed.size() < jobs) {
      Room room = new Room(Map.of(), CLAIMED_AT_ONCE);
      List<ClaimedDocument> some =
          queue.claim(CLAIMED_AT_ONCE, room, Instant.now()).await().items();
      claimed.addAll(some);
    }
    left = jobs;
  }

  private static Job job(ClientId client, URI hook) {
    Instant now = Instant.now();
    return new Job(
        new JobId(UlidCreator.getUlid(now.toEpochMilli()).toUuid()),
        client,
        DialectName.NATIVE,
        List.of(Message.DOCUMENT),
        List.of(new Target.Webhook(hook, Message.HEADERS)),
        Message.METADATA,
        now);
  }

  private void begin(double perSecond) {
    apartNanos = 1e9 / perSecond;
    begunNanos = System.nanoTime();
    next();
  }

  private void next() {
    while (!claimed.isEmpty()) {
      long early = begunNanos + (long) (begun * apartNanos) - System.nanoTime();
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
    Owed owed = new Owed(id, DialectName.NATIVE, document.targets().get(0), body);
    queue
        .finish(
            new FinishedDocument(
                document, Message.RESULT, JobState.COMPLETED, now, now, List.of(owed)))
        .onComplete(
            done -> {
              if (done.failed() || !done.result()) {
                ended.tryFail(new IllegalStateException("not ended: " + done));
              } else if (--left == 0) {
                ended.tryComplete();
              }
            });
  }

  /** The command line of one, but for the JVM and its class path. */
  static List<String> arguments(
      Stage stage, String databaseUri, Tenant tenant, URI hook, int perSecond, int jobs) {
    List<String> line = new ArrayList<>();
    line.add(databaseUri);
    line.add(stage.redis().uri());
    line.add(Stage.KEY);
    line.add(tenant.id().value().toString());
    line.add(hook.toString());
    line.add(Integer.toString(perSecond));
    line.add(Integer.toString(jobs));
    return line;
  }
}
