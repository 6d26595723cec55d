package dev.hookpress.fakes;

import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Endpoints in memory: whoever asks has them all. */
public final class MemoryEndpoints implements EndpointBook {
  private final Outage outage;
  private final List<EndpointView> endpoints = new ArrayList<>();
  private final Set<EndpointKey> reinstated = new HashSet<>();

  public MemoryEndpoints(Outage outage) {
    this.outage = outage;
  }

  public void add(EndpointView endpoint) {
    endpoints.add(endpoint);
  }

  public boolean reinstated(EndpointKey endpoint) {
    return reinstated.contains(endpoint);
  }

  @Override
  public Future<List<EndpointView>> list(
      ClientId client, Optional<EndpointKey> after, int limit, Instant since, Instant now) {
    long from = after.map(EndpointKey::value).orElse(Long.MIN_VALUE);
    return outage.call(
        () ->
            endpoints.stream()
                .sorted(Comparator.comparing(one -> one.key().value()))
                .filter(one -> one.key().value() > from)
                .limit(limit)
                .toList());
  }

  @Override
  public Future<Boolean> reinstate(ClientId client, EndpointKey endpoint) {
    return outage.call(
        () -> {
          boolean known = endpoints.stream().anyMatch(one -> one.key().equals(endpoint));
          return known && (reinstated.add(endpoint) || known);
        });
  }
}
