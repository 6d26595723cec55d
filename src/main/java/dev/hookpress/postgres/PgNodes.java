package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Registers live nodes by their heartbeats and releases the leases of dead ones. Liveness is
 * measured by the database's clock, so nodes' clocks do not matter.
 */
public final class PgNodes {
  private final Pool beats;
  private final Pool others;

  /**
   * A dead node that was removed.
   *
   * @param name what people call it, if it came to say so
   * @param leases how many documents and notifications it had leased
   */
  public record Rescued(Optional<String> name, int leases) {}

  /**
   * Creates the register.
   *
   * @param beats a connection used only for heartbeats, so that they never queue behind other
   *     statements
   * @param others for statements that may wait
   */
  public PgNodes(Pool beats, Pool others) {
    this.beats = beats;
    this.others = others;
  }

  /**
   * What a heartbeat finds.
   *
   * @param epoch the node's present one
   * @param known false if it had been declared dead meanwhile, and its leases released
   */
  public record Beat(long epoch, boolean known) {}

  /**
   * Registers a node before it claims anything; replaces its entry from an earlier run. Returns its
   * epoch.
   */
  public Future<Long> join(UUID node) {
    return heartbeat(node, true).compose(joined -> renew(node));
  }

  /** Records a heartbeat of a registered node. */
  public Future<Beat> beat(UUID node) {
    return heartbeat(node, false);
  }

  /** Begins another epoch of a node: it holds no shard in it. Returns the epoch. */
  public Future<Long> renew(UUID node) {
    return Sql.RENEW_EPOCH
        .on(beats)
        .bind("node", node)
        .execute()
        .map(rows -> rows.iterator().next().getLong("epoch"));
  }

  private Future<Beat> heartbeat(UUID node, boolean justStarted) {
    return Sql.RECORD_HEARTBEAT
        .on(beats)
        .bind("node", node)
        .bind("just_started", justStarted)
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Beat(row.getLong("epoch"), !row.getBoolean("added"));
            });
  }

  /**
   * Finds dead nodes. Empty unless {@code node} itself has sent heartbeats without a gap: after a
   * database outage every node's last heartbeat is old.
   */
  public Future<List<UUID>> dead(UUID node) {
    return Sql.FIND_DEAD_NODES
        .on(others)
        .bind("node", node)
        .execute()
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
   * Removes a dead node and makes the documents and notifications that it leased due again.
   *
   * @return empty if another node was faster or the node is alive after all
   */
  public Future<Optional<Rescued>> rescue(UUID dead, Instant now) {
    return Sql.RESCUE_NODE
        .on(others)
        .bind("node", dead)
        .bind("now", Columns.time(now))
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return row.getBoolean("rescued")
                  ? Optional.of(
                      new Rescued(
                          Optional.ofNullable(row.getString("name")), row.getInteger("leases")))
                  : Optional.empty();
            });
  }

  /** Unregisters a node that stops in order and holds no leases; after its last {@link #beat}. */
  public Future<Void> leave(UUID node) {
    return Sql.REMOVE_NODE.on(beats).bind("node", node).execute().mapEmpty();
  }
}
