package dev.hookpress.postgres;

import dev.hookpress.job.ClientId;
import dev.hookpress.pump.Claimed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fair claim on one of the queues. It goes round the clients that have rows there, a bounded
 * number of them a statement, and remembers where it stopped, so that everybody's turn comes
 * whatever the others' backlogs are. Confined to one event loop.
 *
 * @param <T> what a claimed row is read into
 */
final class ClaimWalk<T> {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimWalk.class);
  // A step is an index descent of some 10 µs: a statement's walk stays below a millisecond or two.
  private static final int MAX_CLIENTS_PER_STATEMENT = 64;
  private static final UUID BEGINNING = new UUID(0, 0);

  private final Pool pool;
  private final Sql statement;
  private final Leasing leasing;
  private final Function<Row, T> reader;
  private UUID after = BEGINNING;

  ClaimWalk(Pool pool, Sql statement, Leasing leasing, Function<Row, T> reader) {
    this.pool = pool;
    this.statement = statement;
    this.leasing = leasing;
    this.reader = reader;
  }

  Future<Claimed<T>> claim(int max, Map<ClientId, Integer> free, int otherwise, Instant now) {
    UUID[] clients = free.keySet().stream().map(ClientId::value).toArray(UUID[]::new);
    Integer[] allowed = free.values().toArray(Integer[]::new);
    UUID from = after;
    return pool.preparedQuery(statement.text())
        .execute(
            Tuple.tuple()
                .addOffsetDateTime(Columns.time(now))
                .addUUID(from)
                .addInteger(max)
                .addInteger(MAX_CLIENTS_PER_STATEMENT)
                .addArrayOfUUID(clients)
                .addArrayOfInteger(allowed)
                .addInteger(otherwise)
                .addOffsetDateTime(Columns.time(now.plus(leasing.lease())))
                .addUUID(leasing.node()))
        .map(rows -> read(rows, from, max));
  }

  private Claimed<T> read(RowSet<Row> rows, UUID from, int max) {
    List<T> items = new ArrayList<>();
    int steps = 0;
    int share = 0;
    Map<UUID, Integer> perClient = new HashMap<>();
    UUID reached = from;
    UUID served = from;
    for (Row row : rows) {
      steps = row.getInteger("steps");
      share = row.getInteger("share");
      if (row.getUUID("last_client") != null) {
        reached = row.getUUID("last_client");
      }
      UUID client = row.getUUID("client_id");
      if (client != null) {
        read(row).ifPresent(items::add);
        if (row.getBoolean("reclaimed")) {
          leasing.onReclaimed().run();
        }
        served = later(served, client);
        perClient.merge(client, 1, Integer::sum);
      }
    }
    boolean full = perClient.values().stream().mapToInt(Integer::intValue).sum() >= max;
    boolean atTheEnd = steps < MAX_CLIENTS_PER_STATEMENT;
    // With the slots full before the walk ended, the clients after the last one served are next.
    UUID turn = full ? served : reached;
    after = atTheEnd && turn.equals(reached) ? BEGINNING : turn;
    boolean clientsLeftOut = !atTheEnd || !from.equals(BEGINNING);
    int shareSize = share;
    boolean someoneHasMore = perClient.values().stream().anyMatch(count -> count >= shareSize);
    return new Claimed<>(items, full || clientsLeftOut || someoneHasMore);
  }

  /**
   * One row that cannot be read, because it was sealed with another key, must not fail those that
   * came with it. Its lease runs out, and it is found again.
   */
  private Optional<T> read(Row row) {
    try {
      return Optional.of(reader.apply(row));
    } catch (RuntimeException unreadable) {
      LOG.atError()
          .addKeyValue("event", "row.unreadable")
          .addKeyValue("client", new ClientId(row.getUUID("client_id")))
          .setCause(unreadable)
          .log("A claimed row cannot be read; is this the secrets key that it was sealed with?");
      return Optional.empty();
    }
  }

  /** Of two, the one that Postgres sorts later: by bytes, unlike {@link UUID#compareTo}. */
  private static UUID later(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    int order =
        high != 0
            ? high
            : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    return order >= 0 ? one : other;
  }
}
