package dev.hookpress.postgres;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.deliver.Terms;
import dev.hookpress.dialect.SigningKey;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What delivery needs to know of clients, asked of Postgres once in a few seconds; while Postgres
 * is away, what it said last.
 */
public final class PgTerms implements Terms {
  // How late a new key or a changed limit may take effect, and how many clients a node remembers.
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MAX_REMEMBERED = 10_000;
  // While Postgres is away, nobody can change them: what was true last is good enough to finish
  // what is in hand. Longer than the writes of what was sent then are waited for.
  private static final Duration GOOD_ENOUGH = Duration.ofMinutes(15);

  private final Pool pool;
  private final SealedBox box;
  private final BreakerPolicy defaultBreaker;
  private final RetryPolicy defaultRetries;
  private final AsyncCache<UUID, Remembered> known;
  private final Cache<UUID, Remembered> lastKnown;

  /**
   * Makes the terms.
   *
   * @param ticker measures how long they have been remembered
   */
  public PgTerms(
      Pool pool,
      SealedBox box,
      BreakerPolicy defaultBreaker,
      RetryPolicy defaultRetries,
      Ticker ticker) {
    this.pool = pool;
    this.box = box;
    this.defaultBreaker = defaultBreaker;
    this.defaultRetries = defaultRetries;
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
    var terms =
        known.get(
            client.value(),
            (id, executor) -> ask(client, now).toCompletionStage().toCompletableFuture());
    return terms.isDone() && !terms.isCompletedExceptionally()
        ? Future.succeededFuture(terms.join().at(now))
        : Future.fromCompletionStage(terms).map(remembered -> remembered.at(now));
  }

  private Future<Remembered> ask(ClientId client, Instant now) {
    return pool.preparedQuery(Sql.FIND_DELIVERY_TERMS.text())
        .execute(Tuple.of(client.value(), Columns.time(now)))
        .map(rows -> remembered(client, rows.iterator().next()))
        .onSuccess(terms -> lastKnown.put(client.value(), terms))
        .recover(
            away -> {
              Remembered last = lastKnown.getIfPresent(client.value());
              return last == null ? Future.failedFuture(away) : Future.succeededFuture(last);
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
   * What was found.
   *
   * @param firstEnd until when all of the keys are valid
   */
  private record Remembered(ClientTerms terms, List<Held> keys, Instant firstEnd) {
    /** A key does not sign a moment longer than it is valid because it is remembered. */
    ClientTerms at(Instant now) {
      return now.isBefore(firstEnd)
          ? terms
          : new ClientTerms(
              keys.stream().filter(key -> now.isBefore(key.end())).map(Held::key).toList(),
              terms.breaker(),
              terms.retries(),
              terms.ownRetries());
    }
  }
}
