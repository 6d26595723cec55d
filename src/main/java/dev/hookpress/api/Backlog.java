package dev.hookpress.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a client has room for more jobs. The store is asked once a second a client, and what is
 * accepted meanwhile is added here, so a busy client costs no query a request. One for each event
 * loop, whose only thread uses it.
 */
final class Backlog {
  private static final Duration COUNTED_FOR = Duration.ofSeconds(1);
  // Beyond it the least used are asked for again: no more memory, only more queries.
  private static final int MOST_CLIENTS = 10_000;

  private final JobIntake intake;
  private final Cache<ClientId, Future<AtomicInteger>> counts;

  Backlog(JobIntake intake, InstantSource clock) {
    this.intake = intake;
    this.counts =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterWrite(COUNTED_FOR)
            .executor(Runnable::run)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Takes a place for so many documents; false if there is none. Fails if the store is away. */
  Future<Boolean> take(Client client, int documents) {
    return count(client)
        .map(
            count -> {
              if (count.get() + documents > client.maxPendingJobs()) {
                return false;
              }
              count.addAndGet(documents);
              return true;
            });
  }

  /** Gives places back: the job was not accepted after all, or had been before. */
  void giveBack(Client client, int documents) {
    Future<AtomicInteger> count = counts.getIfPresent(client.id());
    if (count != null && count.succeeded()) {
      count.result().addAndGet(-documents);
    }
  }

  private Future<AtomicInteger> count(Client client) {
    Future<AtomicInteger> known = counts.getIfPresent(client.id());
    if (known != null && !known.failed()) {
      return known;
    }
    Future<AtomicInteger> asked =
        PortAway.guard(intake.pending(client.id(), client.maxPendingJobs()))
            .map(AtomicInteger::new);
    counts.put(client.id(), asked);
    return asked;
  }
}
