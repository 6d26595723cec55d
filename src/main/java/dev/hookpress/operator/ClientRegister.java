package dev.hookpress.operator;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores clients. */
public interface ClientRegister {
  /**
   * Clients in the order of their ids, which is that of their creation.
   *
   * @param after only later ones: the cursor
   */
  Future<List<ClientRecord>> page(Optional<ClientId> after, int limit);

  /** One client, locked until the end of the transaction if there is one. */
  Future<Optional<ClientRecord>> find(ClientId client);

  /** Writes what may change of a client: its limits, and whether it is disabled or deleted. */
  Future<Void> write(ClientRecord client);

  /**
   * Creates a client with an API key and the key that signs its callbacks.
   *
   * @param signingSecret the raw key
   */
  Future<Void> create(ClientId id, String name, String apiKey, byte[] signingSecret, Instant now);
}
