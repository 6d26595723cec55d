package dev.hookpress.node;

import dev.hookpress.claim.VertxTimers;
import dev.hookpress.config.Settings;
import dev.hookpress.deliver.BlockEvents;
import dev.hookpress.deliver.Dispatcher;
import dev.hookpress.deliver.DispatcherVerticle;
import dev.hookpress.deliver.SigningExecutor;
import dev.hookpress.job.NotificationId;
import dev.hookpress.metrics.EventRecorder;
import dev.hookpress.postgres.queue.PgEndpointStore;
import dev.hookpress.postgres.queue.PgEventOutbox;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.queue.ShardBalance;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Wires the sending of notifications. */
final class DispatchWiring {
  /** The longest delay in noticing a due retry, or another node's work, when no wake-up arrives. */
  static final Duration IDLE = Duration.ofMillis(250);

  private DispatchWiring() {}

  /**
   * Records the block events owed to clients, starting with the first block that this node learns
   * of.
   */
  static void recordBlockEvents(Connections connections) {
    BlockEvents blockEvents =
        new BlockEvents(
            connections.deliverySettings,
            new PgEventOutbox(connections.vertx, connections.pool),
            connections.clock,
            connections.events::failed);
    connections.blockList.onNewBlock(blockEvents::blocked);
  }

  /** Takes and frees this node's shards of the queue. */
  static ShardBalance balance(Connections connections) {
    return new ShardBalance(connections.pool, connections.shards, connections.wakeups::deliverHere);
  }

  static DispatcherVerticle verticle(Connections connections, Duration drain) {
    EventRecorder events = connections.events;
    return new DispatcherVerticle(
        dispatcher(connections, events),
        connections.wakeups,
        new VertxTimers(connections.vertx),
        bounds(connections).inHand(),
        IDLE,
        drain,
        events::failed);
  }

  private static Dispatcher dispatcher(Connections connections, EventRecorder events) {
    return new Dispatcher(
        new Dispatcher.Ports(
            queue(connections),
            connections.deliverySettings,
            connections.unsent,
            connections.errors,
            new PgEndpointStore(
                connections.pool, connections.box, events, events::held, connections::newId),
            signing(connections),
            connections.outbound,
            connections.mailSender,
            connections.handoff,
            events,
            connections.tracing),
        bounds(connections),
        connections.clock,
        () -> ThreadLocalRandom.current().nextDouble(),
        now -> new NotificationId(connections.newId(now)));
  }

  private static PgNotificationQueue queue(Connections connections) {
    PgNotificationQueue queue =
        new PgNotificationQueue(
            connections.vertx,
            connections.queues,
            connections.box,
            connections.shards,
            Duration.ofSeconds(connections.settings.delivery().leaseSeconds()));
    connections.wakeups.onDeliver(queue::look);
    return queue;
  }

  /**
   * The threads that sign notifications, apart from Vert.x' worker threads, which cleaning sources
   * may occupy for seconds. One per processor; the slots bound the backlog. All callers share them,
   * and they end with Vert.x.
   */
  static SigningExecutor signing(Connections connections) {
    WorkerExecutor threads =
        connections.vertx.createSharedWorkerExecutor(
            "signing", Runtime.getRuntime().availableProcessors());
    return signing -> threads.executeBlocking(signing, false);
  }

  static Dispatcher.Bounds bounds(Connections connections) {
    Settings.Delivery delivery = connections.settings.delivery();
    return new Dispatcher.Bounds(
        delivery.slots(),
        delivery.slotsPerEndpoint(),
        Duration.ofSeconds(delivery.deadlineSeconds()),
        delivery.longestAttempt(),
        delivery.patience(),
        delivery.maxAnswerBytes(),
        delivery.storedAnswerBytes());
  }
}
