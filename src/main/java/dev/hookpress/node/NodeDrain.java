package dev.hookpress.node;

import dev.hookpress.postgres.operator.PgNodeRegister;
import dev.hookpress.upkeep.PeriodicTask;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Drains this node when an operator has asked for it. */
final class NodeDrain {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Connections connections;
  private final PgNodeRegister register;
  private final Runnable drain;
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * @param drain blocks until the node is drained
   */
  NodeDrain(Connections connections, Runnable drain) {
    this.connections = connections;
    this.register = new PgNodeRegister(connections.pool);
    this.drain = drain;
  }

  /** Says what this node is, and forgets that an earlier run was to drain. */
  Future<Void> describe(String roles, String version) {
    return register.describe(connections.node, connections.nodeName(), roles, version);
  }

  PeriodicTask task() {
    return new PeriodicTask("drain", EVERY, this::look);
  }

  private Future<?> look() {
    if (begun.get()) {
      return Future.succeededFuture();
    }
    return register
        .drainAsked(connections.node)
        .onSuccess(
            asked -> {
              if (asked && begun.compareAndSet(false, true)) {
                Thread thread = new Thread(drain, "hookpress-drain");
                thread.setDaemon(true);
                thread.start();
              }
            });
  }
}
