package dev.hookpress.postgres.queue;

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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Claims notifications fairly: round-robin over the clients in the queue, and over the endpoints of
 * each client. Neither a client's backlog nor its number of endpoints starves another client.
 * Confined to one event loop.
 */
final class EndpointClaim {
  // A step is an index descent of some 10 µs, so a statement takes at most two or three
  // milliseconds, and four statements visit a thousand clients.
  private static final int MAX_STEPS = 256;
  private static final int MAX_ENDPOINTS_OF_ONE_CLIENT = 16;
  // Clients that have more endpoints than that; their other endpoints are visited by later
  // statements.
  private static final int MAX_UNVISITED = 1_000;
  // Endpoints visited by every statement because they had more due than it took; as many as its
  // steps.
  private static final int MAX_BUSY = MAX_STEPS;

  private final Pool pool;
  private final ShardLeases leases;
  private final Function<Row, ClaimedNotification> reader;
  private final Consumer<Row> onUnreadable;
  private final RoundRobin roundRobin = new RoundRobin();

  /** The last endpoint visited of each client whose other endpoints are still unvisited. */
  private final Map<UUID, Long> unvisited = new LinkedHashMap<>();

  /** Endpoints that probably have more notifications due, least recently served first. */
  private final Set<Endpoint> busy = new LinkedHashSet<>();

  private record Deep(UUID client, long after) {
    static final Deep NONE = new Deep(RoundRobin.BEGINNING, 0);
  }

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

  Future<ClaimedBatch<ClaimedNotification>> claim(int max, ClaimLimits claimLimits, Instant now) {
    List<Map.Entry<ClientId, Integer>> clients = List.copyOf(claimLimits.clients().entrySet());
    List<Map.Entry<Endpoint, Integer>> endpoints = List.copyOf(claimLimits.endpoints().entrySet());
    List<Endpoint> again = List.copyOf(busy);
    ShardLeases.Claim terms = leases.begin();
    if (terms.shards().length == 0) {
      leases.failed(terms);
      return Future.succeededFuture(new ClaimedBatch<>(List.of(), false));
    }
    Deep deep = nextDeep();
    return Sql.CLAIM_NOTIFICATIONS
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("after_client", roundRobin.after())
        .bind("max", max)
        .bind("max_steps", MAX_STEPS)
        .bind("max_endpoints_of_client", MAX_ENDPOINTS_OF_ONE_CLIENT)
        .bind("deep_client", deep.client())
        .bind("deep_after", deep.after())
        .bind("limited_clients", Columns.uuids(clients, one -> one.getKey().value()))
        .bind("free_of_clients", Columns.ints(clients, Map.Entry::getValue))
        .bind("free_per_client", claimLimits.perClient())
        .bind("endpoint_clients", Columns.uuids(endpoints, one -> one.getKey().client().value()))
        .bind("endpoints", Columns.longs(endpoints, one -> one.getKey().key().value()))
        .bind("free_of_endpoints", Columns.ints(endpoints, Map.Entry::getValue))
        .bind("free_per_endpoint", claimLimits.perEndpoint())
        .bind("blocked_clients", Columns.uuids(List.copyOf(claimLimits.blocked()), ClientId::value))
        .bind("node", leases.node())
        .bind("epoch", terms.epoch())
        .bind("shards", terms.shards())
        .bind("in_hand", terms.inHand())
        .bind("hand", terms.hand().number())
        .bind("hands_done", terms.handsDone())
        .bind("busy_clients", Columns.uuids(again, one -> one.client().value()))
        .bind("busy_endpoints", Columns.longs(again, one -> one.key().value()))
        .execute()
        .onFailure(unknown -> leases.failed(terms))
        .map(
            rows -> {
              noteBusy(rows, claimLimits, again);
              return read(rows, taken(terms, rows), deep, max);
            });
  }

  private Deep nextDeep() {
    Iterator<Map.Entry<UUID, Long>> first = unvisited.entrySet().iterator();
    if (!first.hasNext()) {
      return Deep.NONE;
    }
    Map.Entry<UUID, Long> next = first.next();
    Deep deep = new Deep(next.getKey(), next.getValue());
    first.remove();
    return deep;
  }

  private Set<UUID> taken(ShardLeases.Claim terms, RowSet<Row> rows) {
    Map<UUID, Short> read = new HashMap<>();
    for (Row row : rows) {
      if (row.getUUID("client_id") != null) {
        read.put(row.getUUID("notification_id"), row.getShort("shard"));
      }
    }
    return leases.end(terms, read);
  }

  private ClaimedBatch<ClaimedNotification> read(
      RowSet<Row> rows, Set<UUID> taken, Deep deep, int max) {
    List<ClaimedNotification> claimed = new ArrayList<>();
    Row any = rows.iterator().next();
    boolean seenAll = any.getInteger("steps") < MAX_STEPS;
    UUID reached =
        any.getUUID("last_client") == null ? roundRobin.after() : any.getUUID("last_client");
    UUID served = roundRobin.after();
    boolean more = false;
    for (Row row : rows) {
      if (row.getUUID("client_id") != null) {
        if (taken.contains(row.getUUID("notification_id"))) {
          ClaimedRows.read(row, reader)
              .ifPresentOrElse(claimed::add, () -> onUnreadable.accept(row));
        }
        more |= row.getBoolean("has_more");
        served =
            row.getInteger("turn") == 0
                ? RoundRobin.later(served, row.getUUID("client_id"))
                : served;
      }
    }
    noteUnvisited(any, deep);
    boolean full = taken.size() >= max;
    more |=
        roundRobin.advance(reached, served, seenAll, full, !taken.isEmpty(), !unvisited.isEmpty());
    return new ClaimedBatch<>(claimed, more);
  }

  /** Records which endpoints were skipped, for later statements. */
  private void noteUnvisited(Row walked, Deep deep) {
    UUID[] clients = walked.getArrayOfUUIDs("deep_clients");
    Long[] endpoints = walked.getArrayOfLongs("deep_endpoints");
    for (int i = 0; roundRobin.notes() && clients != null && i < clients.length; i++) {
      noteUnvisited(clients[i], endpoints[i]);
    }
    if (roundRobin.notes() && walked.getLong("last_endpoint") != null) {
      noteUnvisited(walked.getUUID("last_client"), walked.getLong("last_endpoint"));
    }
    Long deepReached = walked.getLong("deep_reached");
    if (deepReached != null) {
      unvisited.put(deep.client(), deepReached);
    }
  }

  private void noteUnvisited(UUID client, Long endpoint) {
    if (unvisited.size() < MAX_UNVISITED) {
      unvisited.putIfAbsent(client, endpoint);
    }
  }

  /** Records which endpoints the next statement visits again, wherever the round-robin is. */
  private void noteBusy(RowSet<Row> rows, ClaimLimits claimLimits, List<Endpoint> visited) {
    Map<Endpoint, Integer> taken = new HashMap<>();
    Set<Endpoint> hasMore = new HashSet<>();
    for (Row row : rows) {
      if (row.getUUID("client_id") != null) {
        Endpoint endpoint = endpoint(row);
        int count = taken.merge(endpoint, 1, Integer::sum);
        if (row.getBoolean("has_more") || count >= claimLimits.of(endpoint)) {
          hasMore.add(endpoint);
        }
      }
    }
    for (Endpoint endpoint : visited) {
      if (claimLimits.of(endpoint) > 0 && claimLimits.of(endpoint.client()) > 0) {
        busy.remove(endpoint);
      }
    }
    busy.removeAll(hasMore);
    busy.addAll(hasMore);
    Iterator<Endpoint> oldest = busy.iterator();
    while (busy.size() > MAX_BUSY) {
      oldest.next();
      oldest.remove();
    }
  }

  private static Endpoint endpoint(Row row) {
    return new Endpoint(
        new ClientId(row.getUUID("client_id")), new EndpointKey(row.getLong("endpoint")));
  }
}
