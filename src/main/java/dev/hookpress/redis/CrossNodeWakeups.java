package dev.hookpress.redis;

import dev.hookpress.claim.Timers;
import dev.hookpress.claim.Wakeups;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Carries wake-ups to other nodes, for work that this one does not do itself. Like those near by,
 * they carry no work and may be lost.
 */
public final class CrossNodeWakeups {
  private static final String RENDER = "render";
  private static final String DELIVER = "deliver";
  // A burst is two wake-ups, its first and one for the rest: two hundred a second at most from each
  // node.
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Timers timers;
  private final RedisChannel channel;
  private final Wakeups wakes;
  private final boolean renders;
  private final boolean delivers;
  private final Set<String> paused = new HashSet<>();

  /** Called while paused: to be said when the pause is over. */
  private final Set<String> calledAgain = new HashSet<>();

  /**
   * Makes the relay.
   *
   * @param renders whether this node renders: then its own wake-ups stay here
   * @param delivers whether this node delivers
   */
  public CrossNodeWakeups(
      Timers timers, RedisChannel channel, Wakeups wakes, boolean renders, boolean delivers) {
    this.timers = timers;
    this.channel = channel;
    this.wakes = wakes;
    this.renders = renders;
    this.delivers = delivers;
    channel.onMessage(this::hear);
  }

  /** Begins to carry those that nobody here answers. On one event loop. */
  public Future<Void> open() {
    channel.open();
    Future<Void> render = renders ? Future.succeededFuture() : wakes.onRender(() -> say(RENDER));
    Future<Void> deliver =
        delivers ? Future.succeededFuture() : wakes.onDeliver(() -> say(DELIVER));
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
      wakes.render();
    }
    if (delivers && what.equals(DELIVER)) {
      wakes.deliver();
    }
  }
}
