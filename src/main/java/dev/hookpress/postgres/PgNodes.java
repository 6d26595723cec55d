package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The nodes that live, as they themselves have said. All times are the database's: what a node's
 * clock shows does not matter here.
 */
public final class PgNodes {
  private final Pool beats;
  private final Pool others;

  /**
   * Makes the register.
   *
   * @param beats a connection that nothing else uses: a sign of life must not wait behind work
   * @param others for what may take its time
   */
  public PgNodes(Pool beats, Pool others) {
    this.beats = beats;
    this.others = others;
  }

  /** Begins to live, before it claims anything; also over what an earlier life has left. */
  public Future<Void> join(UUID node) {
    return seen(node, true).mapEmpty();
  }

  /**
   * Says that a node that has joined still lives.
   *
   * @return false if it had been taken for dead meanwhile, and its leases have been given to others
   */
  public Future<Boolean> beat(UUID node) {
    return seen(node, false).map(added -> !added);
  }

  private Future<Boolean> seen(UUID node, boolean anew) {
    return beats
        .preparedQuery(Sql.BEAT.text())
        .execute(Tuple.of(node, anew))
        .map(rows -> rows.iterator().next().getBoolean("added"));
  }

  /** Who is dead, as far as {@code node} may say so: it must have lived without a gap itself. */
  public Future<List<UUID>> dead(UUID node) {
    return others
        .preparedQuery(Sql.FIND_DEAD_NODES.text())
        .execute(Tuple.of(node))
        .map(
            rows -> {
              List<UUID> dead = new ArrayList<>();
              for (Row row : rows) {
                dead.add(row.getUUID("id"));
              }
              return dead;
            });
  }

  /**
   * Makes due again what a dead node holds.
   *
   * @return how many leases; empty if another node was quicker, or the dead one lives after all
   */
  public Future<OptionalInt> rescue(UUID dead, Instant now) {
    return others
        .preparedQuery(Sql.RESCUE_NODE.text())
        .execute(Tuple.of(dead, Columns.time(now)))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return row.getBoolean("rescued")
                  ? OptionalInt.of(row.getInteger("leases"))
                  : OptionalInt.empty();
            });
  }

  /** Ends a life in order, when nothing is left to be released; after its last {@link #beat}. */
  public Future<Void> leave(UUID node) {
    return beats.preparedQuery(Sql.LEAVE.text()).execute(Tuple.of(node)).mapEmpty();
  }
}
