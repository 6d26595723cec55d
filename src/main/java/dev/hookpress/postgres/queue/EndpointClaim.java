package dev.hookpress.postgres.queue;

import static dev.hookpress.postgres.Columns.ints;
import static dev.hookpress.postgres.Columns.longs;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Claims notifications of the endpoints that this node knows to have something due, and looks for
 * such endpoints: now and then, when it is called, and when it knows of none. Confined to one event
 * loop, but for {@link #look}.
 */
final class EndpointClaim {
  private final Pool pool;
  private final ShardLeases leases;
  private final Function<Row, ClaimedNotification> reader;
  private final Consumer<Row> onUnreadable;
  private final DueEndpoints due = new DueEndpoints();
  private final QueueWalk walk = new QueueWalk();

  /**
   * @param onUnreadable gives back a row that is in hand and cannot be read
   */
  EndpointClaim(
      Pool pool,
      ShardLeases leases,
      Function<Row, ClaimedNotification> reader,
      Consumer<Row> onUnreadable) {
    this.pool = pool;
    this.leases = leases;
    this.reader = reader;
    this.onUnreadable = onUnreadable;
  }

  /** Looks for due endpoints soon. May be called on any thread. */
  void look() {
    walk.call();
  }

  Future<ClaimedBatch<ClaimedNotification>> claim(int max, ClaimLimits limits, Instant now) {
    ShardLeases.Claim terms = leases.begin();
    if (terms.shards().length == 0) {
      leases.unused();
      return Future.succeededFuture(new ClaimedBatch<>(List.of(), false));
    }
    return asks(max, limits, now, terms)
        .onFailure(unknown -> leases.unused())
        .compose(
            asks -> {
              if (asks.isEmpty() && terms.handsDone().length == 0) {
                leases.unused();
                return Future.succeededFuture(new ClaimedBatch<>(List.of(), pagesLeft()));
              }
              return claim(asks, terms, now);
            });
  }

  private boolean pagesLeft() {
    return !due.full() && walk.underWay(due::crowded);
  }

  private Future<List<DueEndpoints.Ask>> asks(
      int max, ClaimLimits limits, Instant now, ShardLeases.Claim terms) {
    boolean looks = pagesLeft() || !due.full() && walk.wanted(now);
    List<DueEndpoints.Ask> known = looks ? List.of() : due.ask(max, limits);
    return known.isEmpty()
        ? find(terms, now).map(found -> due.ask(max, limits))
        : Future.succeededFuture(known);
  }

  private Future<Void> find(ShardLeases.Claim terms, Instant now) {
    QueueWalk.Page page = walk.next(now, due::crowded);
    return Sql.FIND_DUE_ENDPOINTS
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("after_client", page.client())
        .bind("after_endpoint", page.endpoint())
        .bind("deep", page.deep())
        .bind("max_steps", QueueWalk.MAX_STEPS)
        .bind("max_of_client", page.deep() ? Integer.MAX_VALUE : QueueWalk.MAX_OF_CLIENT)
        .bind("in_hand", terms.inHand())
        .bind("shards", terms.shards())
        .execute()
        .map(
            rows -> {
              found(page, rows);
              return null;
            });
  }

  private void found(QueueWalk.Page page, RowSet<Row> rows) {
    for (Row row : rows) {
      walk.visited(
          page,
          row.getUUID("client_id"),
          row.getLong("endpoint"),
          row.getInteger("step"),
          row.getInteger("nth"));
      if (row.getBoolean("due")) {
        due.found(endpoint(row));
      }
    }
  }

  private Future<ClaimedBatch<ClaimedNotification>> claim(
      List<DueEndpoints.Ask> asks, ShardLeases.Claim terms, Instant now) {
    return Sql.CLAIM_NOTIFICATIONS
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("endpoint_clients", uuids(asks, one -> one.endpoint().client().value()))
        .bind("endpoints", longs(asks, one -> one.endpoint().key().value()))
        .bind("quotas", ints(asks, DueEndpoints.Ask::quota))
        .bind("node", leases.node())
        .bind("epoch", terms.epoch())
        .bind("shards", terms.shards())
        .bind("in_hand", terms.inHand())
        .bind("hand", terms.hand().number())
        .bind("hands_done", terms.handsDone())
        .execute()
        .onFailure(unknown -> leases.failed(terms))
        .map(rows -> read(asks, rows, terms));
  }

  private ClaimedBatch<ClaimedNotification> read(
      List<DueEndpoints.Ask> asks, RowSet<Row> rows, ShardLeases.Claim terms) {
    Map<UUID, Short> found = new HashMap<>();
    Map<Endpoint, Integer> counts = new HashMap<>();
    for (Row row : rows) {
      found.put(row.getUUID("notification_id"), row.getShort("shard"));
      counts.merge(endpoint(row), 1, Integer::sum);
    }
    Set<UUID> taken = leases.end(terms, found);
    List<ClaimedNotification> claimed = new ArrayList<>();
    for (Row row : rows) {
      if (taken.contains(row.getUUID("notification_id"))) {
        ClaimedRows.read(row, reader).ifPresentOrElse(claimed::add, () -> onUnreadable.accept(row));
      }
    }
    boolean more = due.answered(asks, counts);
    return new ClaimedBatch<>(claimed, more || pagesLeft());
  }

  private static Endpoint endpoint(Row row) {
    return new Endpoint(
        new ClientId(row.getUUID("client_id")), new EndpointKey(row.getLong("endpoint")));
  }
}
