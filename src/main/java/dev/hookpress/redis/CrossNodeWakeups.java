package dev.hookpress.redis;

import dev.hookpress.claim.Timers;
import dev.hookpress.claim.Wakeups;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Forwards wake-ups to other nodes, for work that this node does not do itself, or not alone. Like
 * local wake-ups, they contain no work and may be lost.
 */
public final class CrossNodeWakeups {
  private static final String RENDER = "render";
  private static final String DELIVER = "deliver";
  // A burst becomes two wake-ups, its first and one for the rest: at most 1,000 a second from each
  // node. A notification that another node sends waits for it half that time on average.
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final Timers timers;
  private final RedisChannel channel;
  private final Wakeups wakeups;
  private final boolean renders;
  private final boolean delivers;
  private final BooleanSupplier aloneDelivers;
  private final Set<String> paused = new HashSet<>();

  /** Wake-ups that came during a pause, to be published when it ends. */
  private final Set<String> calledAgain = new HashSet<>();

  /**
   * Creates the forwarder.
   *
   * @param renders whether this node renders; its wake-ups for rendering then stay local
   * @param delivers whether this node delivers
   * @param aloneDelivers whether no other node delivers: wake-ups for delivery then stay local
   */
  public CrossNodeWakeups(
      Timers timers,
      RedisChannel channel,
      Wakeups wakeups,
      boolean renders,
      boolean delivers,
      BooleanSupplier aloneDelivers) {
    this.timers = timers;
    this.channel = channel;
    this.wakeups = wakeups;
    this.renders = renders;
    this.delivers = delivers;
    this.aloneDelivers = aloneDelivers;
    channel.onMessage(this::hear);
  }

  /** Starts to forward wake-ups. Confined to one event loop. */
  public Future<Void> open() {
    channel.open();
    Future<Void> render = renders ? Future.succeededFuture() : wakeups.onRender(() -> say(RENDER));
    Future<Void> deliver =
        wakeups.onDeliverAnywhere(
            () -> {
              if (!aloneDelivers.getAsBoolean()) {
                say(DELIVER);
              }
            });
    return Future.all(render, deliver).mapEmpty();
  }

  private void say(String what) {
    if (!paused.add(what)) {
      calledAgain.add(what);
      return;
    }
    channel.publish(what);
    timers.after(
        PAUSE,
        () -> {
          paused.remove(what);
          if (calledAgain.remove(what)) {
            say(what);
          }
        });
  }

  private void hear(String what) {
    if (renders && what.equals(RENDER)) {
      wakeups.render();
    }
    if (delivers && what.equals(DELIVER)) {
      wakeups.deliverHere();
    }
  }
}
