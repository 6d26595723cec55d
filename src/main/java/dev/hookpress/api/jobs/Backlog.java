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
 * Whether a client has room for more jobs. The store is asked once a second a client, and what is
 * accepted meanwhile is added here, so a busy client costs no query a request. One for each event
 * loop, whose only thread uses it.
 */
public final class Backlog {
  private static final Duration COUNTED_FOR = Duration.ofSeconds(1);
  // Beyond it the least used are asked for again: no more memory, only more queries.
  private static final int MAX_CLIENTS = 10_000;

  private final JobIntake intake;
  private final InstantSource clock;
  private final Cache<ClientId, Count> counts;

  private record Count(Instant askedAt, Future<AtomicInteger> documents) {
    /** A clock that was set back must not keep a count for longer than a second. */
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
