package dev.hookpress.claim;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * Sends and receives wake-ups over the event bus. They have no payload: the work is in Postgres,
 * and a claim loop finds it after its idle interval if a wake-up is lost.
 */
public final class Wakeups {
  private static final String RENDER = "hookpress.wake.render";
  private static final String DELIVER = "hookpress.wake.deliver";

  private final EventBus bus;

  /** Creates wake-ups on an event bus. */
  public Wakeups(EventBus bus) {
    this.bus = bus;
  }

  /** Signals that documents are due. */
  public void render() {
    bus.publish(RENDER, null);
  }

  /** Signals that notifications are due. */
  public void deliver() {
    bus.publish(DELIVER, null);
  }

  /** Runs {@code wake}, on the caller's context, when documents are due. */
  public Future<Void> onRender(Runnable wake) {
    return listen(RENDER, wake);
  }

  /** Runs {@code wake}, on the caller's context, when notifications are due. */
  public Future<Void> onDeliver(Runnable wake) {
    return listen(DELIVER, wake);
  }

  private Future<Void> listen(String address, Runnable wake) {
    MessageConsumer<Object> consumer = bus.consumer(address, message -> wake.run());
    return consumer.completion();
  }
}
