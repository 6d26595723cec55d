package dev.hookpress.postgres.queue;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Claims documents fairly: round-robin over the clients in the render queue, a bounded number per
 * statement. Confined to one event loop.
 */
final class DocumentClaim {
  // A step is an index descent of some 10 µs, so a statement takes at most a millisecond or two.
  private static final int MAX_CLIENTS_PER_STATEMENT = 64;
  // Of so many statements, one claims bulk work of clients that have other work due: with shares of
  // fewer than eight, none would be left to it.
  private static final int BULK_TURNS = 8;

  private final Pool pool;
  private final LeaseTerms leasing;
  private final Function<Row, ClaimedDocument> reader;
  private final RoundRobin roundRobin = new RoundRobin();
  private int statements;

  DocumentClaim(Pool pool, LeaseTerms leasing, Function<Row, ClaimedDocument> reader) {
    this.pool = pool;
    this.leasing = leasing;
    this.reader = reader;
  }

  Future<ClaimedBatch<ClaimedDocument>> claim(int max, DocumentClaimLimits limits, Instant now) {
    List<Map.Entry<ClientId, Integer>> clients = List.copyOf(limits.clients().entrySet());
    return Sql.CLAIM_DOCUMENTS
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("after_client", roundRobin.after())
        .bind("max", max)
        .bind("max_steps", MAX_CLIENTS_PER_STATEMENT)
        .bind("limited_clients", Columns.uuids(clients, one -> one.getKey().value()))
        .bind("free_of_clients", Columns.ints(clients, Map.Entry::getValue))
        .bind("free_per_client", limits.otherwise())
        .bind("any_size", limits.sizes().any())
        .bind("max_bytes", limits.sizes().bytes())
        .bind("lease_until", Columns.time(now.plus(leasing.lease())))
        .bind("node", leasing.node())
        .bind("bulk_turn", ++statements % BULK_TURNS == 0)
        .execute()
        .map(rows -> read(rows, max));
  }

  private ClaimedBatch<ClaimedDocument> read(RowSet<Row> rows, int max) {
    List<ClaimedDocument> read = new ArrayList<>();
    Map<UUID, Integer> perClient = new HashMap<>();
    UUID served = roundRobin.after();
    int count = 0;
    for (Row row : rows) {
      UUID client = row.getUUID("client_id");
      if (client != null) {
        if (row.getBoolean("reclaimed")) {
          leasing.onReclaimed().run();
        }
        ClaimedRows.read(row, reader).ifPresent(read::add);
        served = RoundRobin.later(served, client);
        perClient.merge(client, 1, Integer::sum);
        count++;
      }
    }
    Row walked = rows.iterator().next();
    UUID last = walked.getUUID("last_client");
    boolean seenAll = walked.getInteger("steps") < MAX_CLIENTS_PER_STATEMENT;
    boolean more =
        roundRobin.advance(
            last == null ? roundRobin.after() : last, served, seenAll, count >= max, count > 0);
    int share = walked.getInteger("share");
    boolean someoneHasMore = perClient.values().stream().anyMatch(taken -> taken >= share);
    return new ClaimedBatch<>(read, more || someoneHasMore || walked.getBoolean("left_out"));
  }
}
