package dev.hookpress.node;

import dev.hookpress.postgres.PgUpkeep;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/**
 * What a node holds, as it starts, drains and stops: the leases of documents, and its shards of the
 * delivery queue. Blocks, at most for the bound that is given.
 */
final class NodeLeases {
  private final Connections connections;
  private final PgUpkeep upkeep;

  NodeLeases(Connections connections) {
    this.connections = connections;
    this.upkeep = new PgUpkeep(connections.pool);
  }

  /** Releases what the node held before it was restarted, in partitions that are there. */
  void takeUp(Duration bound) {
    Instant now = connections.clock.instant();
    Duration retention = Duration.ofDays(connections.settings.retention().days());
    BoundedWait.forStart(
        "Postgres",
        upkeep
            .makePartitions(now, retention)
            .compose(made -> upkeep.releaseLeases(connections.node, now))
            .onSuccess(connections.metrics::leasesReclaimed),
        bound);
  }

  /** Takes the node's share of the shards that nobody holds. */
  void takeShards(Duration bound) {
    BoundedWait.forStart("Postgres", balance(), bound);
  }

  /** Others take over at once what this node has not in hand, the rest when its attempts end. */
  void giveUpShards(Duration bound) {
    connections.shards.drain();
    ShutdownStep.step("shards", balance(), bound);
  }

  /** After a drain: what it has not ended in its time is not recorded, since others have it. */
  void renewShards(Duration bound) {
    ShutdownStep.step(
        "shards",
        connections.nodes.renew(connections.node).onSuccess(connections.shards::in),
        bound);
  }

  /**
   * Releases the leases that the drain has left, so other nodes, or this node after a restart, need
   * not wait for them to expire.
   */
  void leave(Duration bound) {
    ShutdownStep.step(
        "leases",
        upkeep
            .giveBackLeases(connections.node, connections.clock.instant())
            .compose(released -> connections.nodes.leave(connections.node)),
        bound);
  }

  private Future<Void> balance() {
    return DispatchWiring.balance(connections).run(connections.clock.instant());
  }
}
