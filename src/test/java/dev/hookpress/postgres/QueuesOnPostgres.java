package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.jobs.JobIntake.Acceptance;
import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.deliver.Attempt;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.deliver.DeliveryEvents;
import dev.hookpress.deliver.EndpointStore;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.Job;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.PgEndpointStore;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.queue.ShardLeases;
import dev.hookpress.postgres.records.PgJobBook;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** A real Postgres with queues on it, and what fills them. */
abstract class QueuesOnPostgres extends OnPostgres {
  static final Duration LEASE = Duration.ofMinutes(1);
  static final Instant NOW = Samples.NOW;
  static final int PLENTY = 1_000;

  final AtomicInteger reclaimed = new AtomicInteger();
  final SealedBox box = new SealedBox(new byte[32]);
  final Wakeups wakeups = new Wakeups(vertx.eventBus());
  final PgJobIntake intake = NoRenderer.intake(pool, box, wakeups);
  final PgJobBook jobs = new PgJobBook(pool, box, wakeups);
  final PgNotificationBook notifications = new PgNotificationBook(pool, box);
  final PgRenderQueue rendering = renderQueue();

  /** Of the node that delivers. */
  final ShardLeases shards = Shards.none();

  final PgNotificationQueue delivery = queue(shards);
  final AtomicInteger goneWithoutAttempt = new AtomicInteger();
  final PgEndpointStore endpoints =
      new PgEndpointStore(
          pool,
          box,
          new GoneCounter(),
          held -> {},
          at -> UlidCreator.getMonotonicUlid(at.toEpochMilli()).toUuid());
  final ClientId client = Samples.newClient();

  /** Counts what ends without an attempt. */
  final class GoneCounter implements DeliveryEvents {
    @Override
    public void attempted(Attempt attempt) {}

    @Override
    public void clientBlocked(ClientId of, Instant until) {}

    @Override
    public void endedAsGone(DialectName dialect, int count) {
      goneWithoutAttempt.addAndGet(count);
    }

    @Override
    public void failed(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  static final String HOOK = "https://receiver.test/hook";

  /** The endpoint of a URL or an origin. */
  static Endpoint endpoint(ClientId of, String text) {
    return new Endpoint(of, EndpointKey.of(text, false));
  }

  static EndpointStore.Named named(ClientId of, String url) {
    Target target = new Target.Webhook(URI.create(url), Map.of());
    return new EndpointStore.Named(endpoint(of, target.identity()), target, false);
  }

  /** Gives a URL a row of its own, as it gets one when it is used again; says whether it has. */
  boolean track(ClientId of, String url) {
    EndpointStore.Named named = named(of, url);
    Tuple input =
        Tuple.of(
            of.value(), named.endpoint().key().value(), named.url().orElseThrow(), named.origin());
    return await(
            pool.preparedQuery("select track_endpoint($1, $2, $3, $4) = $2 as own").execute(input))
        .iterator()
        .next()
        .getBoolean("own");
  }

  @BeforeEach
  void emptyQueues() {
    await(pool.query("truncate render_queue, delivery_queue").execute());
    await(pool.query("delete from node").execute());
    Shards.join(pool, shards, NOW);
  }

  PgNotificationQueue queue(ShardLeases of) {
    return new PgNotificationQueue(vertx, pool, box, of, LEASE);
  }

  /** As if all nodes had died; the queue of one that has taken over. */
  PgNotificationQueue takenOver() {
    return queue(Shards.takenOver(pool, NOW));
  }

  LeaseTerms leasing(UUID node) {
    return new LeaseTerms(node, LEASE, reclaimed::incrementAndGet);
  }

  PgRenderQueue renderQueue() {
    return new PgRenderQueue(
        vertx,
        pool,
        box,
        wakeups,
        leasing(UUID.randomUUID()),
        Shards.none(),
        NoDispatcher.handoff());
  }

  Job accepted(ClientId of) {
    return accept(Samples.job(of));
  }

  Job accept(Job job) {
    assertThat(await(intake.accept(job, Optional.empty()))).isInstanceOf(Acceptance.Accepted.class);
    return job;
  }

  static ClaimLimits claimLimits(Map<Endpoint, Integer> endpoints, ClientId... blocked) {
    return new ClaimLimits(Map.of(), PLENTY, Set.of(blocked), endpoints, PLENTY);
  }

  /** Claims until nothing is left. */
  List<ClaimedNotification> claimed(int max, ClaimLimits claimLimits, Instant at) {
    List<ClaimedNotification> all = new ArrayList<>();
    boolean more = true;
    while (more && all.size() < max) {
      ClaimedBatch<ClaimedNotification> found =
          await(delivery.claim(max - all.size(), claimLimits, at));
      all.addAll(found.items());
      more = found.more();
    }
    return all;
  }

  List<ClaimedNotification> claimed(Instant at) {
    return claimed(PLENTY, claimLimits(Map.of()), at);
  }

  static List<ClaimedNotification> claimedBy(PgNotificationQueue queue, Instant at) {
    return await(queue.claim(PLENTY, claimLimits(Map.of()), at)).items();
  }

  void owe(ClientId to, int count) {
    track(to, HOOK);
    IntStream.range(0, count).forEach(i -> accepted(to));
    renderAll();
  }

  void owe(ClientId to, String url) {
    accept(Samples.job(to, URI.create(url)));
    renderAll();
  }

  void renderAll() {
    ClaimedBatch<ClaimedDocument> found;
    do {
      found = await(rendering.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW));
      found.items().forEach(document -> await(rendering.finish(Samples.finished(document))));
    } while (found.more());
  }

  NotificationView view(ClaimedNotification of) {
    return await(notifications.notification(client, of.id())).orElseThrow();
  }
}
