package dev.hookpress.api.deliveries;

import dev.hookpress.api.deliveries.ReplayView.Matched;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.ReplayId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A client's replays: many redeliveries at a bounded rate. */
public interface ReplayBook {
  /** Counts what matches and, unless it is a dry run, begins a replay of it. */
  Future<Start> start(
      ClientId client, ReplayFilter filter, int perSecond, boolean dryRun, Instant now);

  /** One replay; empty if there is none of that id for this client. */
  Future<Optional<ReplayView>> replay(ClientId client, ReplayId id);

  /**
   * Replays, newest first.
   *
   * @param before only those older than this one: the cursor
   */
  Future<List<ReplayView>> replays(ClientId client, Optional<ReplayId> before, int limit);

  /** Ends a running replay; what it has queued goes out all the same. */
  Future<Cancellation> cancel(ClientId client, ReplayId id, Instant now);

  /** What became of a wish to replay. */
  sealed interface Start {
    /** How many would be sent again; nothing was made. */
    record DryRun(Matched matched) implements Start {}

    /** It is on disk, and runs. */
    record Started(ReplayView replay) implements Start {}

    /** As many of the client's replays run as may at a time. */
    record TooMany(int most) implements Start {}

    /** Another wish of the client's is being counted. */
    record Busy() implements Start {}
  }

  /** What became of a wish to cancel. */
  enum Cancellation {
    CANCELED,
    /** There is no such replay for this client. */
    UNKNOWN,
    /** It had ended before, by itself or by an earlier cancel. */
    ENDED
  }
}
