package dev.hookpress.postgres.queue;

import static dev.hookpress.postgres.Columns.booleans;
import static dev.hookpress.postgres.Columns.bytes;
import static dev.hookpress.postgres.Columns.ints;
import static dev.hookpress.postgres.Columns.longs;
import static dev.hookpress.postgres.Columns.shorts;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.times;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.claim.VertxTimers;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.deliver.LocalHandoff;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.NamedQuery;
import dev.hookpress.postgres.SealedNotification;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.render.DocumentEnding;
import dev.hookpress.render.FinishedDocument;
import dev.hookpress.render.RenderQueue;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The render queue in Postgres: claims documents, and ends them together with their notifications.
 */
public final class PgRenderQueue implements RenderQueue {
  private static final int MAX_DOCUMENTS_PER_STATEMENT = 200;
  // Many times what a node can have claimed; only a defect reaches it.
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_UNDER_WAY = 2;
  // The claims of a notification that has just been written.
  private static final int WRITTEN = -1;

  private final Pool pool;
  private final SealedBox box;
  private final Wakeups wakeups;
  private final LocalHandoff handoff;
  private final ShardLeases shards;
  private final DocumentClaim claims;
  private final UrlSightings sightings = new UrlSightings();
  private final Batch<FinishedDocument, Boolean> finishing;

  private record Leased(JobId job, int ordinal) {}

  /**
   * A notification to insert.
   *
   * @param url the URL as shown to the client if the endpoint is to get a row, else null
   * @param here whether it is for this node to send
   * @param direct whether it may be handed to this node's dispatcher
   */
  private record Line(
      FinishedDocument finished,
      OwedNotification owed,
      Endpoint endpoint,
      String url,
      boolean here,
      boolean direct) {
    ClientId client() {
      return endpoint.client();
    }

    JobId job() {
      return finished.document().job();
    }

    ClaimedNotification handed(EndpointKey queuedUnder) {
      return new ClaimedNotification(
          endpoint,
          new Endpoint(client(), queuedUnder),
          false,
          Optional.empty(),
          owed.id(),
          WRITTEN,
          0,
          0,
          Optional.of(job()),
          owed.format(),
          owed.target(),
          owed.body(),
          finished.endedAt());
    }
  }

  /**
   * Creates the queue, whose rows are claimed under {@code leasing}.
   *
   * @param shards of the delivery queue that this node holds
   * @param handoff takes the notifications of finished jobs if this node's dispatcher has capacity
   * @param endsApart the shortest time between two statements that end documents, now
   */
  public PgRenderQueue(
      Vertx vertx,
      Pool pool,
      SealedBox box,
      Wakeups wakeups,
      LeaseTerms leasing,
      ShardLeases shards,
      LocalHandoff handoff,
      Supplier<Duration> endsApart) {
    this.pool = pool;
    this.shards = shards;
    this.finishing =
        new Batch<>(
            MAX_DOCUMENTS_PER_STATEMENT,
            MAX_WAITING,
            MAX_UNDER_WAY,
            new Batch.Spacing(endsApart, new VertxTimers(vertx)),
            new RetryUntilAvailable<>(vertx, this::write));
    this.box = box;
    this.handoff = handoff;
    this.wakeups = wakeups;
    this.claims = new DocumentClaim(pool, leasing, this::claimed);
  }

  /** Creates the queue of a process that does not render: it ends each document at once. */
  public PgRenderQueue(
      Vertx vertx,
      Pool pool,
      SealedBox box,
      Wakeups wakeups,
      LeaseTerms leasing,
      ShardLeases shards,
      LocalHandoff handoff) {
    this(vertx, pool, box, wakeups, leasing, shards, handoff, () -> Duration.ZERO);
  }

  @Override
  public Future<ClaimedBatch<ClaimedDocument>> claim(
      int max, DocumentClaimLimits limits, Instant now) {
    return claims.claim(max, limits, now);
  }

  @Override
  public Future<Boolean> finish(FinishedDocument finished) {
    return finishing.add(finished);
  }

  @Override
  public Future<DocumentEnding> end(
      ClaimedDocument document, DocumentResult result, Instant startedAt) {
    return Sql.END_DOCUMENT
        .on(pool)
        .bind("client", document.client().value())
        .bind("job", document.job().value())
        .bind("ordinal", (short) document.ordinal())
        .bind("claims", document.claims())
        .bind("result", StoredJson.result(result))
        .bind("started_at", Columns.time(startedAt))
        .execute()
        .compose(
            rows -> {
              Short left = rows.iterator().next().getShort("documents_left");
              if (left == null) {
                return Future.succeededFuture(new DocumentEnding.Lost());
              }
              return left > 0
                  ? Future.succeededFuture(new DocumentEnding.Earlier())
                  : last(document.client(), document.job());
            });
  }

  private Future<DocumentEnding> last(ClientId client, JobId job) {
    return Sql.LIST_DOCUMENTS
        .on(pool)
        .bind("client", client.value())
        .bind("job", job.value())
        .execute()
        .map(
            rows -> {
              List<DocumentEnding.Done> documents = new ArrayList<>();
              rows.forEach(row -> documents.add(done(client, row)));
              Instant startedAt = Columns.instant(rows.iterator().next(), "started_at");
              return new DocumentEnding.Last(startedAt, documents);
            });
  }

  private DocumentEnding.Done done(ClientId client, Row row) {
    return new DocumentEnding.Done(
        document(client, row), StoredJson.result(row.getString("result")));
  }

  private Document document(ClientId client, Row row) {
    return StoredJson.document(
        box.open(row.getBuffer("request").getBytes(), SealingPurposes.DOCUMENT, client));
  }

  @Override
  public Future<Void> begin(ClaimedDocument document, Step step) {
    return leased(step == Step.UPLOAD ? Sql.BEGIN_UPLOAD : Sql.BEGIN_DOCUMENT, document)
        .execute()
        .mapEmpty();
  }

  @Override
  public Future<Void> release(ClaimedDocument document, Instant now) {
    return leased(Sql.RELEASE_DOCUMENT, document)
        .bind("now", Columns.time(now))
        .execute()
        .mapEmpty();
  }

  /** Binds the lease of a document. */
  private NamedQuery leased(Sql statement, ClaimedDocument document) {
    return statement
        .on(pool)
        .bind("client", document.client().value())
        .bind("job", document.job().value())
        .bind("ordinal", (short) document.ordinal())
        .bind("claims", document.claims());
  }

  private ClaimedDocument claimed(Row row) {
    ClientId client = new ClientId(row.getUUID("client_id"));
    return new ClaimedDocument(
        client,
        new JobId(row.getUUID("job_id")),
        row.getShort("ordinal"),
        row.getShort("documents"),
        Optional.ofNullable(row.getString("result")).map(StoredJson::result),
        row.getInteger("claims"),
        row.getBoolean("begun"),
        new DialectName(row.getString("dialect")),
        document(client, row),
        StoredJson.targets(
            box.open(row.getBuffer("targets").getBytes(), SealingPurposes.TARGETS, client)),
        row.getString("metadata"),
        Columns.instant(row, "created_at"),
        row.getBoolean("subscribed"));
  }

  private Future<List<Boolean>> write(List<FinishedDocument> finished) {
    ShardLeases.Hand hand = shards.newHand();
    List<Line> owed =
        finished.stream()
            .flatMap(one -> one.owed().stream().map(each -> line(one, each, hand)))
            .toList();
    // Composed, so that reservations are canceled even if binding the parameters throws.
    return Future.succeededFuture()
        .compose(written -> query(finished, owed, hand).execute())
        .onFailure(unknown -> cancel(owed, Map.of()))
        .map(
            rows -> {
              Set<Leased> held = new HashSet<>();
              Map<UUID, EndpointKey> handed = new HashMap<>();
              for (Row row : rows) {
                if (row.getUUID("handed") == null) {
                  held.add(new Leased(new JobId(row.getUUID("job_id")), row.getShort("ordinal")));
                } else {
                  handed.put(row.getUUID("handed"), new EndpointKey(row.getLong("endpoint")));
                }
              }
              pass(owed, handed);
              return finished.stream()
                  .map(
                      one ->
                          held.contains(new Leased(one.document().job(), one.document().ordinal())))
                  .toList();
            });
  }

  private Line line(FinishedDocument finished, OwedNotification owed, ShardLeases.Hand hand) {
    ClientId client = finished.document().client();
    Target target = owed.target();
    Endpoint endpoint = new Endpoint(client, EndpointKey.of(target.identity(), false));
    int seen = sightings.seen(endpoint);
    Endpoint queue =
        seen > 1 ? endpoint : new Endpoint(client, EndpointKey.of(target.origin(), false));
    short shard = ShardLeases.shardOf(client, target.origin());
    return new Line(
        finished,
        owed,
        endpoint,
        UrlSightings.worthARow(seen) ? target.shown() : null,
        shards.holds(shard),
        reserve(queue, owed, shard, hand));
  }

  private boolean reserve(
      Endpoint queue, OwedNotification owed, short shard, ShardLeases.Hand hand) {
    if (!shards.holds(shard) || !handoff.reserve(queue)) {
      return false;
    }
    boolean reserved = shards.reserve(owed.id(), shard, hand);
    if (!reserved) {
      handoff.cancel(1);
    }
    return reserved;
  }

  private NamedQuery query(
      List<FinishedDocument> finished, List<Line> owed, ShardLeases.Hand hand) {
    return Sql.FINISH_DOCUMENTS
        .on(pool)
        .bind("clients", uuids(finished, one -> one.document().client().value()))
        .bind("jobs", uuids(finished, one -> one.document().job().value()))
        .bind("ordinals", shorts(finished, one -> one.document().ordinal()))
        .bind("claims", ints(finished, one -> one.document().claims()))
        .bind("states", texts(finished, one -> one.state().label()))
        .bind("results", texts(finished, one -> StoredJson.result(one.result())))
        .bind("started_times", times(finished, FinishedDocument::startedAt))
        .bind("ended_times", times(finished, FinishedDocument::endedAt))
        .bind("owed_clients", uuids(owed, line -> line.client().value()))
        .bind("owed_notifications", uuids(owed, line -> line.owed().id().value()))
        .bind("owed_jobs", uuids(owed, line -> line.job().value()))
        .bind("owed_dialects", texts(owed, line -> line.owed().format().label()))
        .bind("owed_origins", texts(owed, line -> line.owed().target().origin()))
        .bind(
            "owed_targets",
            bytes(
                owed,
                line ->
                    new SealedNotification(line.owed().target(), line.owed().body())
                        .seal(box, line.client())))
        .bind("owed_bodies", bytes(owed, line -> SealedNotification.NO_BODY))
        .bind("owed_times", times(owed, line -> line.finished().endedAt()))
        .bind("owed_direct", booleans(owed, Line::direct))
        .bind("node", shards.node())
        .bind("epoch", shards.epoch())
        .bind("hand", hand.number())
        .bind("owed_endpoints", longs(owed, line -> line.endpoint().key().value()))
        .bind("owed_urls", texts(owed, Line::url));
  }

  /** Passes handed notifications to this node's dispatcher and wakes dispatchers for the rest. */
  private void pass(List<Line> owed, Map<UUID, EndpointKey> handed) {
    cancel(owed, handed);
    handoff.give(
        owed.stream()
            .filter(line -> handed.containsKey(line.owed().id().value()))
            .map(line -> line.handed(handed.get(line.owed().id().value())))
            .toList());
    if (!owed.stream().allMatch(Line::here)) {
      wakeups.deliver();
    } else if (handed.size() < owed.size()) {
      wakeups.deliverHere();
    }
  }

  /** Cancels the reservations of what is not handed over. */
  private void cancel(List<Line> owed, Map<UUID, EndpointKey> handed) {
    for (Line line : owed) {
      if (line.direct() && !handed.containsKey(line.owed().id().value())) {
        handoff.cancel(1);
        shards.giveBack(line.owed().id().value());
      }
    }
  }
}
