package dev.hookpress.api.deliveries;

import dev.hookpress.api.deliveries.ReplayView.Matched;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.ReplayId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts, reads and cancels a client's replays: redeliveries of many notifications at a bounded
 * rate.
 */
public interface ReplayBook {
  /** Counts the matching notifications and, unless it is a dry run, starts to replay them. */
  Future<Start> start(
      ClientId client, ReplayFilter filter, int perSecond, boolean dryRun, Instant now);

  /** One replay; empty if the client has no replay with this id. */
  Future<Optional<ReplayView>> replay(ClientId client, ReplayId id);

  /**
   * Replays, newest first.
   *
   * @param before the cursor: only replays older than this one
   */
  Future<List<ReplayView>> replays(ClientId client, Optional<ReplayId> before, int limit);

  /** Ends a running replay; notifications that it has queued are still sent. */
  Future<Cancellation> cancel(ClientId client, ReplayId id, Instant now);

  /** The result of a request to replay. */
  sealed interface Start {
    /** The number of notifications that would be replayed; no replay was started. */
    record DryRun(Matched matched) implements Start {}

    /** The replay is durable and running. */
    record Started(ReplayView replay) implements Start {}

    /** The client already has {@code max} replays running, the most allowed. */
    record TooMany(int max) implements Start {}

    /** Another replay request of the client is being counted. */
    record Busy() implements Start {}
  }

  /** The result of a request to cancel a replay. */
  enum Cancellation {
    CANCELED,
    /** The client has no such replay. */
    UNKNOWN,
    /** The replay had already ended, by itself or by an earlier cancellation. */
    ENDED
  }
}
