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
  private static final String DELIVER_HERE = "hookpress.wake.deliver.here";

  private final EventBus bus;

  /** Creates wake-ups on an event bus. */
  public Wakeups(EventBus bus) {
    this.bus = bus;
  }

  /** Signals that documents are due. */
  public void render() {
    bus.publish(RENDER, null);
  }

  /** Signals that notifications are due, which any node may have to send. */
  public void deliver() {
    bus.publish(DELIVER, null);
  }

  /** Signals that notifications are due for this node to send. */
  public void deliverHere() {
    bus.publish(DELIVER_HERE, null);
  }

  /** Runs {@code wake}, on the caller's context, when documents are due. */
  public Future<Void> onRender(Runnable wake) {
    return listen(RENDER, wake);
  }

  /** Runs {@code wake}, on the caller's context, when notifications are due here or anywhere. */
  public Future<Void> onDeliver(Runnable wake) {
    return Future.all(listen(DELIVER, wake), listen(DELIVER_HERE, wake)).mapEmpty();
  }

  /** Runs {@code wake} when notifications are due that any node may have to send. */
  public Future<Void> onDeliverAnywhere(Runnable wake) {
    return listen(DELIVER, wake);
  }

  private Future<Void> listen(String address, Runnable wake) {
    MessageConsumer<Object> consumer = bus.consumer(address, message -> wake.run());
    return consumer.completion();
  }
}
