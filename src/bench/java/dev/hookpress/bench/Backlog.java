package dev.hookpress.bench;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.Migrations;
import dev.hookpress.postgres.PgUpkeep;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.render.FinishedDocument;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates notifications that are due. The first one of each client is created as usual: a job is
 * accepted, claimed and finished. SQL then copies these, up to a million times.
 */
public final class Backlog {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration KEEP = Duration.ofDays(30);
  private static final int CLAIMED_AT_ONCE = 500;
  private static final int CONNECTIONS = 4;
  private static final int MAX_WAITING = 10_000;

  /** Jobs ended at this rate until now, round-robin over the clients. */
  private static final int ENDED_PER_MILLISECOND = 20;

  private static final String MULTIPLY =
      """
      with template as (
          select row_number() over (order by id) - 1 as ordinal, n.*
          from (
              select distinct on (client_id, origin) * from notification
              where %4$s
              order by client_id, origin, id) n
      ),
      made as (
          insert into notification (client_id, id, job_id, dialect, created_at, next_attempt_at,
              origin, target, body, endpoint)
          select t.client_id,
              (lpad(to_hex(m.millis), 12, '0') || substr(md5(m.number::text), 1, 20))::uuid,
              t.job_id, t.dialect, m.at, m.at, %5$s, t.target, t.body,
              case when %5$s = t.origin then t.endpoint end
          from (
              select number, %2$d - (%1$d - number) / %3$d as millis,
                  to_timestamp((%2$d - (%1$d - number) / %3$d) / 1000.0) as at
              from generate_series(0, %1$d - 1) number) m
          join template t on t.ordinal = m.number %% (select count(*) from template)
          returning client_id, id, created_at, origin, endpoint
      )
      insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard,
          claims)
      select client_id, id,
          case
              when endpoint is null then endpoint_key(origin, false)
              else queue_key(client_id, endpoint, origin)
          end,
          endpoint, created_at, shard_of(client_id, origin), -1
      from made
      """;

  private final Vertx vertx;
  private final Pool pool;
  private final SealedBox box;
  private final Instant now;

  private Backlog(Vertx vertx, Pool pool, SealedBox box, Instant now) {
    this.vertx = vertx;
    this.pool = pool;
    this.box = box;
    this.now = now;
  }

  /**
   * Fills a new, empty database with {@code rows} notifications, one client per hook. Returns the
   * clients in the order of their hooks.
   */
  public static List<ClientId> fill(
      Vertx vertx, String uri, SealedBox box, List<URI> hooks, int rows, Instant now) {
    Migrations.run(uri);
    Pool pool = Pools.open(vertx, uri, CONNECTIONS, MAX_WAITING);
    try {
      new PgUpkeep(pool).makePartitions(now, KEEP).await();
      return new Backlog(vertx, pool, box, now).fill(hooks, rows);
    } finally {
      pool.close().await();
    }
  }

  /**
   * The statement that inserts {@code rows} further notifications, due by {@code now}, copied
   * round-robin from the first one of each client to each origin.
   *
   * @param condition on {@code notification}: selects the clients
   * @param origin an expression of the copied row {@code t} and {@code m.number}
   */
  public static String more(int rows, Instant now, String condition, String origin) {
    return MULTIPLY.formatted(rows, now.toEpochMilli(), ENDED_PER_MILLISECOND, condition, origin);
  }

  /**
   * When the last job ended before the {@code rows} further ones, the last of which ends at {@code
   * now}.
   */
  static Instant endedBefore(Instant now, int rows) {
    return now.minusMillis(rows / ENDED_PER_MILLISECOND);
  }

  private List<ClientId> fill(List<URI> hooks, int rows) {
    PgRenderQueue rendering =
        new PgRenderQueue(
            vertx,
            pool,
            box,
            new Wakeups(vertx.eventBus()),
            new LeaseTerms(UUID.randomUUID(), LEASE, () -> {}),
            Shards.none(),
            NoDispatcher.handoff());
    List<ClientId> clients = accept(hooks);
    int finished = 0;
    while (finished < hooks.size()) {
      List<ClaimedDocument> claimed =
          rendering
              .claim(CLAIMED_AT_ONCE, new DocumentClaimLimits(Map.of(), CLAIMED_AT_ONCE), now)
              .await()
              .items();
      Future.all(claimed.stream().map(document -> rendering.finish(ended(document))).toList())
          .await();
      finished += claimed.size();
    }
    // The same as for URLs that are used repeatedly.
    run(
        "select track_endpoint(client_id, endpoint, origin || '/', origin) from notification"
            + " order by client_id, endpoint");
    run("update delivery_queue set endpoint = url_key");
    int more = rows - hooks.size();
    if (more > 0) {
      run(more(more, now, "true", "t.origin"));
    }
    // The state after a while of waiting: analyzed, and all on disk.
    run("vacuum analyze");
    run("checkpoint");
    return clients;
  }

  private List<ClientId> accept(List<URI> hooks) {
    List<ClientId> made = new ArrayList<>();
    PgClients clients = new PgClients(pool, box, 1, 1, Ticker.systemTicker(), Clock.systemUTC());
    PgJobIntake intake = NoRenderer.intake(pool, box, new Wakeups(vertx.eventBus()));
    List<Future<?>> accepted = new ArrayList<>();
    for (URI hook : hooks) {
      ClientId client = new ClientId(UlidCreator.getUlid(now.toEpochMilli()).toUuid());
      made.add(client);
      Job job =
          new Job(
              new JobId(UlidCreator.getUlid(now.toEpochMilli()).toUuid()),
              client,
              NativeDialect.NAME,
              List.of(Message.DOCUMENT),
              List.of(new Target.Webhook(hook, Message.HEADERS)),
              Message.METADATA,
              now);
      accepted.add(
          clients
              .create(client, "bench", "key-" + client, new byte[32], now)
              .compose(done -> intake.accept(job, Optional.empty())));
    }
    Future.all(accepted).await();
    return made;
  }

  private FinishedDocument ended(ClaimedDocument document) {
    NotificationId id = new NotificationId(UlidCreator.getUlid(now.toEpochMilli()).toUuid());
    byte[] body = Message.body(document.job(), now);
    OwedNotification owed =
        new OwedNotification(id, NativeDialect.NAME, document.targets().get(0), body);
    return new FinishedDocument(
        document, Message.RESULT, JobState.COMPLETED, now, now, List.of(owed));
  }

  private void run(String statement) {
    pool.query(statement).execute().await();
  }
}
