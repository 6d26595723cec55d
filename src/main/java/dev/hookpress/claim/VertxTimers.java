package dev.hookpress.claim;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of Vert.x, which fire on the context that sets them. */
public record VertxTimers(Vertx vertx) implements Timers {
  @Override
  public Runnable after(Duration delay, Runnable task) {
    long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> task.run());
    return () -> vertx.cancelTimer(timer);
  }
}
