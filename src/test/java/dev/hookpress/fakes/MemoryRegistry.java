package dev.hookpress.fakes;

import dev.hookpress.api.deliveries.EndpointRegistry;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.RegisteredEndpoint;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Registered endpoints in memory. */
public final class MemoryRegistry implements EndpointRegistry {
  private final Outage outage;
  private final Map<ClientId, Map<EndpointKey, RegisteredEndpoint>> all = new ConcurrentHashMap<>();

  public MemoryRegistry(Outage outage) {
    this.outage = outage;
  }

  private Map<EndpointKey, RegisteredEndpoint> of(ClientId client) {
    return all.computeIfAbsent(client, first -> new LinkedHashMap<>());
  }

  @Override
  public synchronized Future<Registration> register(
      ClientId client, RegisteredEndpoint endpoint, Instant now) {
    return outage.call(
        () -> {
          if (of(client).containsKey(endpoint.key())) {
            return new Registration.Taken();
          }
          if (of(client).size() >= MAX_REGISTERED) {
            return new Registration.Full();
          }
          of(client).put(endpoint.key(), endpoint);
          return new Registration.Registered(Optional.of("whsec_AAAA"));
        });
  }

  @Override
  public synchronized Future<List<RegisteredEndpoint>> registered(ClientId client) {
    return outage.call(() -> List.copyOf(of(client).values()));
  }

  @Override
  public synchronized Future<Optional<RegisteredEndpoint>> change(
      ClientId client, EndpointKey key, UnaryOperator<RegisteredEndpoint> change, Instant now) {
    return outage.call(
        () ->
            Optional.ofNullable(
                of(client).computeIfPresent(key, (same, was) -> change.apply(was))));
  }

  @Override
  public synchronized Future<Boolean> remove(ClientId client, EndpointKey key, Instant now) {
    return outage.call(() -> of(client).remove(key) != null);
  }
}
