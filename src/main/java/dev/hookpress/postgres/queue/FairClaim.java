package dev.hookpress.postgres.queue;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.render.DocumentClaimLimits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Claims documents fairly: round-robin over the clients in the render queue, a bounded number per
 * statement. Confined to one event loop.
 *
 * @param <T> the type that a row is read into
 */
final class FairClaim<T> {
  // A step is an index descent of some 10 µs, so a statement takes at most a millisecond or two.
  private static final int MAX_CLIENTS_PER_STATEMENT = 64;

  private final Pool pool;
  private final Sql statement;
  private final LeaseTerms leasing;
  private final Function<Row, T> reader;
  // Of so many statements, one claims bulk work of clients that have other work due: with shares of
  // fewer than eight, none would be left to it.
  private static final int BULK_TURNS = 8;

  private final RoundRobin roundRobin = new RoundRobin();
  private int statements;

  FairClaim(Pool pool, Sql statement, LeaseTerms leasing, Function<Row, T> reader) {
    this.pool = pool;
    this.statement = statement;
    this.leasing = leasing;
    this.reader = reader;
  }

  Future<ClaimedBatch<T>> claim(int max, DocumentClaimLimits limits, Instant now) {
    Map<ClientId, Integer> free = limits.clients();
    UUID[] clients = free.keySet().stream().map(ClientId::value).toArray(UUID[]::new);
    Integer[] allowed = free.values().toArray(Integer[]::new);
    return statement
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("after_client", roundRobin.after())
        .bind("max", max)
        .bind("max_steps", MAX_CLIENTS_PER_STATEMENT)
        .bind("limited_clients", clients)
        .bind("free_of_clients", allowed)
        .bind("free_per_client", limits.otherwise())
        .bind("any_size", limits.sizes().any())
        .bind("max_bytes", limits.sizes().bytes())
        .bind("lease_until", Columns.time(now.plus(leasing.lease())))
        .bind("node", leasing.node())
        .bind("bulk_turn", ++statements % BULK_TURNS == 0)
        .execute()
        .map(rows -> read(rows, max));
  }

  private ClaimedBatch<T> read(RowSet<Row> rows, int max) {
    ClaimedRows<T> claimed = new ClaimedRows<>(reader);
    int steps = 0;
    int share = 0;
    boolean leftOut = false;
    Map<UUID, Integer> perClient = new HashMap<>();
    UUID reached = roundRobin.after();
    UUID served = roundRobin.after();
    for (Row row : rows) {
      steps = row.getInteger("steps");
      share = row.getInteger("share");
      leftOut = row.getBoolean("left_out");
      if (row.getUUID("last_client") != null) {
        reached = row.getUUID("last_client");
      }
      UUID client = row.getUUID("client_id");
      if (client != null) {
        if (row.getBoolean("reclaimed")) {
          leasing.onReclaimed().run();
        }
        claimed.add(row);
        served = RoundRobin.later(served, client);
        perClient.merge(client, 1, Integer::sum);
      }
    }
    boolean full = claimed.count() >= max;
    boolean seenAll = steps < MAX_CLIENTS_PER_STATEMENT;
    boolean more = roundRobin.advance(reached, served, seenAll, full, claimed.count() > 0, false);
    int shareSize = share;
    boolean someoneHasMore = perClient.values().stream().anyMatch(count -> count >= shareSize);
    return new ClaimedBatch<>(claimed.items(), more || someoneHasMore || leftOut);
  }
}
