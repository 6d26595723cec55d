package dev.hookpress.postgres.queue;

import static dev.hookpress.postgres.Columns.bytes;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.times;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.deliver.EventOutbox;
import dev.hookpress.deliver.OutboxEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Writes operational events to the delivery queue, as notifications without a job. */
public final class PgEventOutbox implements EventOutbox {
  private static final int MAX_EVENTS_PER_STATEMENT = 200;
  // More than the clients that may be blocked at once; further events fail and are reported.
  private static final int MAX_WAITING = 20_000;

  private final Pool pool;
  private final Batch<Owed, Void> owing;

  private record Owed(ClientId client, OutboxEvent event, Instant at, Instant dueAt) {}

  /** Creates an outbox whose writes wait while Postgres is unavailable. */
  public PgEventOutbox(Vertx vertx, Pool pool) {
    this.pool = pool;
    this.owing =
        new Batch<>(
            MAX_EVENTS_PER_STATEMENT,
            MAX_WAITING,
            1,
            new RetryUntilAvailable<>(vertx, this::write));
  }

  @Override
  public Future<Void> owe(ClientId client, OutboxEvent event, Instant at, Instant dueAt) {
    return owing.add(new Owed(client, event, at, dueAt));
  }

  private Future<List<Void>> write(List<Owed> owed) {
    return Sql.OWE_EVENTS
        .on(pool)
        .bind("clients", uuids(owed, one -> one.client().value()))
        .bind("events", uuids(owed, one -> one.event().id().value()))
        .bind("types", texts(owed, one -> one.event().type()))
        .bind("bodies", bytes(owed, one -> one.event().body()))
        .bind("created_times", times(owed, Owed::at))
        .bind("due_times", times(owed, Owed::dueAt))
        .execute()
        .map(done -> Collections.nCopies(owed.size(), null));
  }
}
