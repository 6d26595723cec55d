package dev.hookpress.claim;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * Wake-ups over the event bus. They carry nothing: the work is in Postgres, and one that is lost is
 * made good by the pumps' idle interval.
 */
public final class Wakeups {
  private static final String RENDER = "hookpress.wake.render";
  private static final String DELIVER = "hookpress.wake.deliver";

  private final EventBus bus;

  /** Uses this bus. */
  public Wakeups(EventBus bus) {
    this.bus = bus;
  }

  /** Documents are due. */
  public void render() {
    bus.publish(RENDER, null);
  }

  /** Notifications are due. */
  public void deliver() {
    bus.publish(DELIVER, null);
  }

  /** Calls back, on the caller's context, when documents are due. */
  public Future<Void> onRender(Runnable wake) {
    return listen(RENDER, wake);
  }

  /** Calls back, on the caller's context, when notifications are due. */
  public Future<Void> onDeliver(Runnable wake) {
    return listen(DELIVER, wake);
  }

  private Future<Void> listen(String address, Runnable wake) {
    MessageConsumer<Object> consumer = bus.consumer(address, message -> wake.run());
    return consumer.completion();
  }
}
