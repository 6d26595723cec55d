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

/**
 * Limits a client's pending documents, by number and by bytes. Samples count apart from all others,
 * within limits as large: they take nothing of what a client may have waiting. The store is queried
 * at most once a second per client; what this node accepts in between, in whatever format and on
 * whichever event loop, is added here. Documents on their way into the store count as well, so that
 * a node never exceeds a limit by itself. One instance per node; thread-safe.
 */
public final class Backlog {
  private static final Duration COUNTED_FOR = Duration.ofSeconds(1);
  // Beyond it, rarely used counts are evicted and queried again: memory stays bounded.
  private static final int MAX_CLIENTS = 10_000;

  private final JobIntake intake;
  private final InstantSource clock;
  private final long maxBytes;
  private final Cache<Owner, Tally> tallies =
      Caffeine.newBuilder().maximumSize(MAX_CLIENTS).executor(Runnable::run).build();

  /** The result of asking for room. */
  enum Room {
    GRANTED,
    TOO_MANY_DOCUMENTS,
    TOO_MANY_BYTES
  }

  /**
   * Documents of one submission.
   *
   * @param bytes what they take
   * @param sample whether all of them are samples
   */
  record Load(int documents, long bytes, boolean sample) {}

  /** What is counted together: a client's samples, or its other documents. */
  private record Owner(ClientId client, boolean sample) {}

  /**
   * Creates a limit.
   *
   * @param maxBytes what one client's pending documents may take in the store
   */
  public Backlog(JobIntake intake, InstantSource clock, long maxBytes) {
    this.intake = intake;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds to the client's backlog if there is room; then {@link #accepted} or {@link #giveBack} must
   * follow. Fails if the store is unavailable.
   */
  Future<Room> take(Client client, Load load) {
    Tally tally =
        tallies.get(new Owner(client.id(), load.sample()), owner -> new Tally(owner.sample()));
    Count count = tally.count(client);
    return count.stored().map(pending -> tally.take(client, count, pending, load));
  }

  /** Says that what was granted is now in the store. */
  void accepted(Client client, Load load) {
    Tally tally = tallies.getIfPresent(new Owner(client.id(), load.sample()));
    if (tally != null) {
      tally.arrived(load);
    }
  }

  /** Removes what was granted, because its job was not accepted or is a repeat. */
  void giveBack(Client client, Load load) {
    Tally tally = tallies.getIfPresent(new Owner(client.id(), load.sample()));
    if (tally != null) {
      tally.giveBack(load);
    }
  }

  /**
   * One query of the store.
   *
   * @param documentsBefore of those ever granted, the ones that it surely counts
   */
  private record Count(
      Instant askedAt, Future<JobIntake.Pending> stored, long documentsBefore, long bytesBefore) {
    /** Whether the count is at most a second old; false if the clock has been set back. */
    boolean current(Instant now) {
      return !stored.failed() && !now.isBefore(askedAt) && now.isBefore(askedAt.plus(COUNTED_FOR));
    }
  }

  /** One client's samples or other documents, as sums since the node began. */
  private final class Tally {
    private final boolean sample;
    private Count newest;
    private long documents;
    private long bytes;
    private long documentsUnderWay;
    private long bytesUnderWay;

    Tally(boolean sample) {
      this.sample = sample;
    }

    synchronized Count count(Client client) {
      Instant now = clock.instant();
      if (newest == null || !newest.current(now)) {
        newest =
            new Count(
                now,
                DependencyUnavailable.guard(
                    intake.pending(client.id(), sample, client.maxPendingJobs())),
                documents - documentsUnderWay,
                bytes - bytesUnderWay);
      }
      return newest;
    }

    synchronized Room take(Client client, Count count, JobIntake.Pending stored, Load load) {
      long since = documents - count.documentsBefore();
      if (stored.documents() + since + load.documents() > client.maxPendingJobs()) {
        return Room.TOO_MANY_DOCUMENTS;
      }
      if (stored.bytes() + bytes - count.bytesBefore() + load.bytes() > maxBytes) {
        return Room.TOO_MANY_BYTES;
      }
      documents += load.documents();
      bytes += load.bytes();
      documentsUnderWay += load.documents();
      bytesUnderWay += load.bytes();
      return Room.GRANTED;
    }

    synchronized void arrived(Load load) {
      documentsUnderWay -= load.documents();
      bytesUnderWay -= load.bytes();
    }

    synchronized void giveBack(Load load) {
      arrived(load);
      documents -= load.documents();
      bytes -= load.bytes();
    }
  }
}
