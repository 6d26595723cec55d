package dev.hookpress.api.http;

import dev.hookpress.job.Client;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds the client that sends a request. */
public interface Clients {
  /** The client that a key belongs to; empty for a key that is unknown or revoked. */
  Future<Optional<Client>> byApiKey(String apiKey);
}
