package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A client's jobs as they are now. One client never sees another's. */
public interface JobBook {
  /** One job; empty if there is none of that id for this client. */
  Future<Optional<JobView>> job(ClientId client, JobId id);

  /** Jobs, newest first. */
  Future<List<JobView>> jobs(ClientId client, Filter filter, int limit);

  /** Whom a job tells at its end; empty too if there is no such job for this client. */
  Future<List<Target>> targets(ClientId client, JobId id);

  /**
   * Cancels a job that has not ended; its rendering, if under way, is thrown away.
   *
   * @param owed what its targets are told
   */
  Future<Cancellation> cancel(ClientId client, JobId id, List<OwedNotification> owed, Instant now);

  /**
   * Which jobs to list.
   *
   * @param before only jobs older than this one: the cursor
   */
  record Filter(
      Optional<JobState> state,
      Optional<Instant> createdFrom,
      Optional<Instant> createdTo,
      Optional<JobId> before) {}

  /** What became of a wish to cancel. */
  enum Cancellation {
    CANCELED,
    /** There is no such job for this client. */
    UNKNOWN,
    /** It had ended before, by itself or by an earlier cancel. */
    ENDED
  }
}
