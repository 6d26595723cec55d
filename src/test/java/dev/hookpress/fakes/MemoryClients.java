package dev.hookpress.fakes;

import dev.hookpress.api.http.Clients;
import dev.hookpress.job.Client;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Clients by their keys, in memory. */
public final class MemoryClients implements Clients {
  private final Outage outage;
  private final Map<String, Client> byKey = new ConcurrentHashMap<>();

  public MemoryClients(Outage outage) {
    this.outage = outage;
  }

  public void add(String apiKey, Client client) {
    byKey.put(Clients.digest(apiKey), client);
  }

  @Override
  public Future<Optional<Client>> byKeyDigest(String keyDigest) {
    return outage.call(() -> Optional.ofNullable(byKey.get(keyDigest)));
  }
}
