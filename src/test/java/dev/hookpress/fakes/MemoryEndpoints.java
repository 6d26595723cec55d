package dev.hookpress.fakes;

import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Endpoints in memory. */
public final class MemoryEndpoints implements EndpointBook {
  private record Owned(ClientId client, EndpointKey key) {}

  private final Outage outage;
  private final Map<Owned, EndpointView> endpoints = new ConcurrentHashMap<>();

  public MemoryEndpoints(Outage outage) {
    this.outage = outage;
  }

  public void add(ClientId client, EndpointView endpoint) {
    endpoints.put(new Owned(client, endpoint.key()), endpoint);
  }

  @Override
  public Future<List<EndpointView>> list(
      ClientId client, Optional<EndpointKey> after, int limit, Instant since, Instant now) {
    long from = after.map(EndpointKey::value).orElse(Long.MIN_VALUE);
    return outage.call(
        () ->
            endpoints.entrySet().stream()
                .filter(one -> one.getKey().client().equals(client))
                .map(Map.Entry::getValue)
                .filter(one -> one.key().value() > from)
                .sorted(Comparator.comparing(one -> one.key().value()))
                .limit(limit)
                .toList());
  }

  @Override
  public Future<Boolean> reinstate(ClientId client, EndpointKey endpoint) {
    return outage.call(
        () ->
            endpoints.computeIfPresent(new Owned(client, endpoint), (key, one) -> reinstated(one))
                != null);
  }

  @Override
  public Future<Boolean> pause(ClientId client, EndpointKey endpoint, Instant now) {
    return paused(client, endpoint, one -> Optional.of(one.pausedAt().orElse(now)));
  }

  @Override
  public Future<Boolean> resume(ClientId client, EndpointKey endpoint) {
    return paused(client, endpoint, one -> Optional.empty());
  }

  private Future<Boolean> paused(
      ClientId client, EndpointKey endpoint, Function<EndpointView, Optional<Instant>> pausedAt) {
    return outage.call(
        () ->
            endpoints.computeIfPresent(
                    new Owned(client, endpoint),
                    (key, one) -> changed(one, one.hold(), pausedAt.apply(one), one.goneAt()))
                != null);
  }

  private static EndpointView reinstated(EndpointView one) {
    return changed(one, Optional.empty(), one.pausedAt(), Optional.empty());
  }

  private static EndpointView changed(
      EndpointView one,
      Optional<EndpointView.Hold> hold,
      Optional<Instant> pausedAt,
      Optional<Instant> goneAt) {
    return new EndpointView(
        one.key(),
        one.url(),
        one.origin(),
        hold,
        Optional.empty(),
        pausedAt,
        Optional.empty(),
        goneAt,
        one.inFlightLimit(),
        one.somethingDue(),
        one.ownSigningKeys(),
        one.last(),
        one.attempts());
  }
}
