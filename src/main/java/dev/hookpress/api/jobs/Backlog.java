package dev.hookpress.api.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits a client's pending documents. The store is queried at most once a second per client, and
 * documents accepted in between are added here, so a busy client does not cost a query per request.
 * One instance per event loop, used by its thread only.
 */
public final class Backlog {
  private static final Duration COUNTED_FOR = Duration.ofSeconds(1);
  // Beyond it, rarely used counts are evicted and queried again: memory stays bounded.
  private static final int MAX_CLIENTS = 10_000;

  private final JobIntake intake;
  private final InstantSource clock;
  private final Cache<ClientId, Count> counts;

  private record Count(Instant askedAt, Future<AtomicInteger> documents) {
    /** Whether the count is at most a second old; false if the clock has been set back. */
    boolean current(Instant now) {
      return !documents.failed()
          && !now.isBefore(askedAt)
          && now.isBefore(askedAt.plus(COUNTED_FOR));
    }
  }

  public Backlog(JobIntake intake, InstantSource clock) {
    this.intake = intake;
    this.clock = clock;
    this.counts = Caffeine.newBuilder().maximumSize(MAX_CLIENTS).executor(Runnable::run).build();
  }

  /**
   * Adds documents to the client's backlog; false if they exceed its limit. Fails if the store is
   * unavailable.
   */
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

  /** Removes documents from the backlog, because their job was not accepted or is a repeat. */
  void giveBack(Client client, int documents) {
    Count count = counts.getIfPresent(client.id());
    if (count != null && count.documents().succeeded()) {
      count.documents().result().addAndGet(-documents);
    }
  }

  private Future<AtomicInteger> count(Client client) {
    Instant now = clock.instant();
    Count known = counts.getIfPresent(client.id());
    if (known != null && known.current(now)) {
      return known.documents();
    }
    Future<AtomicInteger> asked =
        DependencyUnavailable.guard(intake.pending(client.id(), client.maxPendingJobs()))
            .map(AtomicInteger::new);
    counts.put(client.id(), new Count(now, asked));
    return asked;
  }
}
