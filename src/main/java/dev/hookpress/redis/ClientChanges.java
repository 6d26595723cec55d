package dev.hookpress.redis;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells all nodes that a client's limits, keys or settings have changed, so that they forget what
 * they have cached. While Redis is unavailable nodes learn of it when their caches expire, some
 * seconds later. Thread-safe.
 */
public final class ClientChanges {
  private final RedisChannel channel;
  private final List<Consumer<ClientId>> listeners = new CopyOnWriteArrayList<>();

  /** Creates the announcements; the messages in {@code channel} are clients' ids. */
  public ClientChanges(RedisChannel channel) {
    this.channel = channel;
    channel.onMessage(message -> ClientId.parse(message).ifPresent(this::hear));
  }

  /** Adds a listener; it is called with each client that has changed. */
  public void onChange(Consumer<ClientId> listener) {
    listeners.add(listener);
  }

  /** Tells this node at once and the others as soon as they hear of it. Never fails. */
  public Future<Void> tell(ClientId client) {
    hear(client);
    return channel.announce(client.toString());
  }

  /** Starts to listen to the other nodes. */
  public void open() {
    channel.open();
  }

  /** Stops listening. */
  public void close() {
    channel.close();
  }

  private void hear(ClientId client) {
    listeners.forEach(listener -> listener.accept(client));
  }
}
