package dev.hookpress.postgres.records;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.deliver.DeliverySettings;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.queue.Batch;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.signing.SigningKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Reads clients' delivery settings from Postgres and caches them for a few seconds. While Postgres
 * is unavailable, the last known settings apply.
 */
public final class PgDeliverySettings implements DeliverySettings {
  // How late a new key or a changed limit may take effect, and how many clients a node caches.
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MAX_REMEMBERED = 10_000;
  // Settings cannot change while Postgres is unavailable, so the last known ones suffice to finish
  // claimed work. Longer than writes of its results are retried.
  private static final Duration GOOD_ENOUGH = Duration.ofMinutes(15);
  // One claim may return as many clients as there are slots, none of them cached.
  private static final int MAX_CLIENTS_PER_STATEMENT = 500;
  // Only a defect asks for more clients at once than are cached.
  private static final int MAX_WAITING = MAX_REMEMBERED;
  private static final int MAX_UNDER_WAY = 1;

  private final Pool pool;
  private final SealedBox box;
  private final BreakerPolicy defaultBreaker;
  private final RetryPolicy defaultRetries;
  private final Batch<Asked, Optional<Row>> asking;
  private final AsyncCache<UUID, Remembered> known;
  private final Cache<UUID, Remembered> lastKnown;

  private record Asked(ClientId client, Instant at) {}

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
    this.asking = new Batch<>(MAX_CLIENTS_PER_STATEMENT, MAX_WAITING, MAX_UNDER_WAY, this::find);
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_REMEMBERED)
            .ticker(ticker)
            .buildAsync();
    this.lastKnown =
        Caffeine.newBuilder()
            .expireAfterWrite(GOOD_ENOUGH)
            .maximumSize(MAX_REMEMBERED)
            .ticker(ticker)
            .build();
  }

  @Override
  public Future<ClientTerms> of(ClientId client, Instant now) {
    var deliverySettings =
        known.get(
            client.value(),
            (id, executor) -> ask(client, now).toCompletionStage().toCompletableFuture());
    return deliverySettings.isDone() && !deliverySettings.isCompletedExceptionally()
        ? Future.succeededFuture(deliverySettings.join().at(now))
        : Future.fromCompletionStage(deliverySettings).map(remembered -> remembered.at(now));
  }

  private Future<Remembered> ask(ClientId client, Instant now) {
    return asking
        .add(new Asked(client, now))
        .map(row -> remembered(client, row.orElseThrow()))
        .onSuccess(deliverySettings -> lastKnown.put(client.value(), deliverySettings))
        .recover(
            away -> {
              Remembered last = lastKnown.getIfPresent(client.value());
              return last == null ? Future.failedFuture(away) : Future.succeededFuture(last);
            });
  }

  /** Returns rows in the order of {@code asked}. */
  private Future<List<Optional<Row>>> find(List<Asked> asked) {
    // Keys that have expired for only some of these times are filtered out by Remembered#at.
    Instant first = asked.stream().map(Asked::at).min(Comparator.naturalOrder()).orElseThrow();
    return Sql.FIND_DELIVERY_SETTINGS
        .on(pool)
        .bind("clients", Columns.uuids(asked, one -> one.client().value()))
        .bind("now", Columns.time(first))
        .execute()
        .map(
            rows -> {
              Map<UUID, Row> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getUUID("id"), row));
              return asked.stream()
                  .map(one -> Optional.ofNullable(found.get(one.client().value())))
                  .toList();
            });
  }

  private Remembered remembered(ClientId client, Row row) {
    String[] schemes = row.getArrayOfStrings("schemes");
    Buffer[] sealed = row.getArrayOfBuffers("sealed");
    OffsetDateTime[] expiries = row.getArrayOfOffsetDateTimes("expiries");
    List<Held> keys =
        IntStream.range(0, sealed.length)
            .mapToObj(
                i ->
                    new Held(
                        PgSigningSecrets.open(box, client, schemes[i], sealed[i]),
                        expiries[i] == null ? Instant.MAX : expiries[i].toInstant()))
            .toList();
    return new Remembered(
        new ClientTerms(
            keys.stream().map(Held::key).toList(),
            breaker(row),
            retries(row),
            row.getArrayOfIntegers("retry_schedule_seconds") != null),
        keys,
        keys.stream().map(Held::end).min(Comparator.naturalOrder()).orElse(Instant.MAX));
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

  private record Held(SigningKey key, Instant end) {}

  /**
   * Cached settings of a client.
   *
   * @param firstEnd when the first of the keys expires
   */
  private record Remembered(ClientTerms deliverySettings, List<Held> keys, Instant firstEnd) {
    /**
     * Returns the settings with the keys valid at {@code now}: caching does not prolong a key's
     * validity.
     */
    ClientTerms at(Instant now) {
      return now.isBefore(firstEnd)
          ? deliverySettings
          : new ClientTerms(
              keys.stream().filter(key -> now.isBefore(key.end())).map(Held::key).toList(),
              deliverySettings.breaker(),
              deliverySettings.retries(),
              deliverySettings.ownRetries());
    }
  }
}
