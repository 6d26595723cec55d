package dev.hookpress.postgres.records;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.deliver.DeliverySettings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.RegisteredRows;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.records.RefreshedCache.Wanted;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.signing.SigningKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Reads clients' delivery settings from Postgres and caches them for a few seconds. While Postgres
 * is unavailable, the last known settings apply.
 */
public final class PgDeliverySettings implements DeliverySettings {
  private final Pool pool;
  private final SealedBox box;
  private final BreakerPolicy defaultBreaker;
  private final RetryPolicy defaultRetries;
  private final RefreshedCache<ClientId, OfClient> clients;
  private final RefreshedCache<Endpoint, OfEndpoint> endpoints;

  /**
   * What is cached of a client.
   *
   * @param withOwn the callback keys of its URLs that have signing keys of their own, or demand
   *     something of the sender
   */
  private record OfClient(
      ValidKeys keys,
      BreakerPolicy breaker,
      RetryPolicy retries,
      boolean ownRetries,
      Set<EndpointKey> withOwn) {
    ClientTerms signedWith(List<SigningKey> signingKeys, Optional<EndpointAuth> auth) {
      return new ClientTerms(signingKeys, breaker, retries, ownRetries, auth);
    }
  }

  /** What is cached of a URL. */
  private record OfEndpoint(ValidKeys keys, Optional<EndpointAuth> auth) {}

  /**
   * Creates the settings.
   *
   * @param ticker measures the age of cached settings
   */
  public PgDeliverySettings(
      Pool pool,
      SealedBox box,
      BreakerPolicy defaultBreaker,
      RetryPolicy defaultRetries,
      Ticker ticker) {
    this.pool = pool;
    this.box = box;
    this.defaultBreaker = defaultBreaker;
    this.defaultRetries = defaultRetries;
    this.clients = new RefreshedCache<>(this::findClients, ticker);
    this.endpoints = new RefreshedCache<>(this::findEndpoints, ticker);
  }

  @Override
  public Future<ClientTerms> of(ClientId client, Instant now) {
    return clients
        .get(client, now)
        .map(found -> found.signedWith(found.keys().at(now), Optional.empty()));
  }

  @Override
  public Future<ClientTerms> of(Endpoint endpoint, Instant now) {
    return clients
        .get(endpoint.client(), now)
        .compose(
            found -> {
              EndpointKey key = endpoint.key().ofCallbacks();
              return found.withOwn().contains(key)
                  ? endpoints
                      .get(new Endpoint(endpoint.client(), key), now)
                      .map(
                          own ->
                              found.signedWith(either(own.keys(), found.keys(), now), own.auth()))
                  : Future.succeededFuture(
                      found.signedWith(found.keys().at(now), Optional.empty()));
            });
  }

  /** Forgets what is cached of a client and its URLs, whose settings have changed. */
  public void forget(ClientId client) {
    clients.forget(client);
    endpoints.forgetIf(endpoint -> endpoint.client().equals(client));
  }

  private static List<SigningKey> either(ValidKeys own, ValidKeys ofClient, Instant now) {
    List<SigningKey> valid = own.at(now);
    return valid.isEmpty() ? ofClient.at(now) : valid;
  }

  private Future<List<Future<OfClient>>> findClients(List<Wanted<ClientId>> wanted) {
    return Sql.FIND_DELIVERY_SETTINGS
        .on(pool)
        .bind("clients", Columns.uuids(wanted, one -> one.key().value()))
        .bind("now", Columns.time(first(wanted)))
        .execute()
        .map(
            rows -> {
              Map<ClientId, Row> found = new HashMap<>();
              rows.forEach(row -> found.put(new ClientId(row.getUUID("id")), row));
              return opened(wanted, found, this::ofClient);
            });
  }

  private Future<List<Future<OfEndpoint>>> findEndpoints(List<Wanted<Endpoint>> wanted) {
    return Sql.FIND_ENDPOINT_SECRETS
        .on(pool)
        .bind("clients", Columns.uuids(wanted, one -> one.key().client().value()))
        .bind("endpoints", Columns.longs(wanted, one -> one.key().key().value()))
        .bind("now", Columns.time(first(wanted)))
        .execute()
        .map(
            rows -> {
              Map<Endpoint, Row> found = new HashMap<>();
              rows.forEach(row -> found.put(endpoint(row), row));
              return opened(
                  wanted,
                  found,
                  (endpoint, row) ->
                      new OfEndpoint(
                          ValidKeys.of(
                              row, box, SealingPurposes.ENDPOINT_SECRET, endpoint.client()),
                          RegisteredRows.auth(box, endpoint.client(), row)));
            });
  }

  private static Endpoint endpoint(Row row) {
    return new Endpoint(
        new ClientId(row.getUUID("client_id")), new EndpointKey(row.getLong("endpoint")));
  }

  /** Keys that have expired for only some of these times are filtered out by {@link ValidKeys}. */
  private static Instant first(List<? extends Wanted<?>> wanted) {
    return wanted.stream().map(Wanted::at).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** Opens each row by itself: one that cannot be opened fails no other. */
  private static <K, V> List<Future<V>> opened(
      List<Wanted<K>> wanted, Map<K, Row> found, BiFunction<K, Row, V> open) {
    return wanted.stream()
        .map(
            one ->
                Future.succeededFuture(one.key())
                    .map(key -> open.apply(key, Optional.ofNullable(found.get(key)).orElseThrow())))
        .toList();
  }

  private OfClient ofClient(ClientId client, Row row) {
    Long[] withOwn = row.getArrayOfLongs("endpoints");
    return new OfClient(
        ValidKeys.of(row, box, SealingPurposes.SIGNING_SECRET, client),
        breaker(row),
        retries(row),
        row.getArrayOfIntegers("retry_schedule_seconds") != null,
        withOwn == null
            ? Set.of()
            : Arrays.stream(withOwn).map(EndpointKey::new).collect(Collectors.toSet()));
  }

  private BreakerPolicy breaker(Row row) {
    Integer errors = row.getInteger("breaker_errors");
    return new BreakerPolicy(
        errors == null ? defaultBreaker.errors() : errors,
        seconds(row, "breaker_window_seconds", defaultBreaker.window()),
        seconds(row, "breaker_block_seconds", defaultBreaker.block()));
  }

  private RetryPolicy retries(Row row) {
    Integer[] schedule = row.getArrayOfIntegers("retry_schedule_seconds");
    return schedule == null
        ? defaultRetries
        : new RetryPolicy(Arrays.stream(schedule).map(Duration::ofSeconds).toList());
  }

  private static Duration seconds(Row row, String column, Duration otherwise) {
    Integer seconds = row.getInteger(column);
    return seconds == null ? otherwise : Duration.ofSeconds(seconds);
  }
}
