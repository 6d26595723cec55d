package dev.hookpress.postgres.records;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.postgres.queue.Batch;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Caches what Postgres knows of many keys for a few seconds, and reads it for many keys at once.
 * While Postgres is unavailable, the last known values apply.
 */
final class RefreshedCache<K, V> {
  // How late a new key or a changed limit may take effect, and how many clients a node caches.
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MAX_REMEMBERED = 10_000;
  // Settings cannot change while Postgres is unavailable, so the last known ones suffice to finish
  // claimed work. Longer than writes of its results are retried.
  private static final Duration GOOD_ENOUGH = Duration.ofMinutes(15);
  // One claim may return as many clients as there are slots, none of them cached.
  private static final int MAX_PER_STATEMENT = 500;
  // Only a defect asks for more at once than are cached.
  private static final int MAX_WAITING = MAX_REMEMBERED;
  private static final int MAX_UNDER_WAY = 1;

  private final Batch<Wanted<K>, Future<V>> asking;
  private final AsyncCache<K, V> known;
  private final Cache<K, V> lastKnown;

  /** A key whose value is to be read as of {@code at}. */
  record Wanted<K>(K key, Instant at) {}

  /**
   * Creates an empty cache.
   *
   * @param read reads values in the order of their keys; the value of one that has none fails
   * @param ticker measures the age of values
   */
  RefreshedCache(Function<List<Wanted<K>>, Future<List<Future<V>>>> read, Ticker ticker) {
    this.asking = new Batch<>(MAX_PER_STATEMENT, MAX_WAITING, MAX_UNDER_WAY, read);
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

  /** The value of a key, at most a few seconds old unless Postgres is unavailable. */
  Future<V> get(K key, Instant now) {
    CompletableFuture<V> value =
        known.get(key, (same, executor) -> ask(key, now).toCompletionStage().toCompletableFuture());
    return value.isDone() && !value.isCompletedExceptionally()
        ? Future.succeededFuture(value.join())
        : Future.fromCompletionStage(value);
  }

  /** Makes the next {@link #get} read the value again, if Postgres is available. */
  void forget(K key) {
    known.synchronous().invalidate(key);
  }

  /** Forgets all such keys, as {@link #forget}; looks at each. */
  void forgetIf(Predicate<K> such) {
    known.synchronous().asMap().keySet().removeIf(such);
  }

  private Future<V> ask(K key, Instant now) {
    return asking
        .add(new Wanted<>(key, now))
        .compose(value -> value)
        .onSuccess(value -> lastKnown.put(key, value))
        .recover(
            away -> {
              V last = lastKnown.getIfPresent(key);
              return last == null ? Future.failedFuture(away) : Future.succeededFuture(last);
            });
  }
}
