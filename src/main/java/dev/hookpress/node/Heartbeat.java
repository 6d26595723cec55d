package dev.hookpress.node;

import dev.hookpress.postgres.PgNodes.Rescued;
import dev.hookpress.upkeep.PeriodicTask;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each second that this node is alive, and releases the leases of dead nodes. Runs in its
 * own verticle and on its own connection, so no other task and no load delays it.
 */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  // A slower response counts as a missed beat; the next beat need not wait for it.
  private static final Duration BEAT_BOUND = Duration.ofSeconds(2);

  private final Connections connections;
  private final Supplier<Future<Void>> described;

  /**
   * @param described says what this node is; others forget it with a node that they take for dead
   */
  Heartbeat(Connections connections, Supplier<Future<Void>> described) {
    this.connections = connections;
    this.described = described;
  }

  /** Registers this node; it may claim work afterwards. */
  Future<Void> join() {
    return connections
        .nodes
        .join(connections.node)
        .onSuccess(connections.shards::in)
        .onSuccess(
            epoch ->
                LOG.atInfo()
                    .addKeyValue("event", "node.joined")
                    .addKeyValue("id", connections.node)
                    .addKeyValue("name", connections.nodeName())
                    .log("This node joins the others."))
        .mapEmpty();
  }

  List<PeriodicTask> periodicTasks() {
    return List.of(
        new PeriodicTask("heartbeat", EVERY, this::beat),
        new PeriodicTask("rescue", EVERY, this::rescue));
  }

  private Future<?> beat() {
    return connections
        .nodes
        .beat(connections.node)
        .timeout(BEAT_BOUND.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(
            beat -> {
              connections.shards.in(beat.epoch());
              if (!beat.known()) {
                described.get();
                LOG.atWarn()
                    .addKeyValue("event", "node.back")
                    .log("This node stood still, was taken for dead, and is back.");
              }
            });
  }

  private Future<?> rescue() {
    return connections
        .nodes
        .dead(connections.node)
        .compose(dead -> Future.join(dead.stream().map(this::rescue).toList()));
  }

  private Future<Optional<Rescued>> rescue(UUID dead) {
    return connections
        .nodes
        .rescue(dead, connections.clock.instant())
        .onSuccess(
            rescued ->
                rescued.ifPresent(
                    node -> {
                      connections.metrics.leasesReclaimed(node.leases());
                      LOG.atWarn()
                          .addKeyValue("event", "node.dead")
                          .addKeyValue("dead_node", dead)
                          .addKeyValue("dead_node_name", node.name().orElse(""))
                          .addKeyValue("leases", node.leases())
                          .log("A node died; what it held is due again.");
                    }));
  }
}
