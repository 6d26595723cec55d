package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and cancels a client's jobs. A client never sees another client's jobs. */
public interface JobBook {
  /** One job; empty if the client has no job with this id. */
  Future<Optional<JobView>> job(ClientId client, JobId id);

  /** Jobs, newest first. */
  Future<List<JobView>> jobs(ClientId client, Filter filter, int limit);

  /**
   * The targets that a job notifies at its end; empty if the client has no such job.
   *
   * @param heard adds the registered endpoints that hear of this end without being named
   */
  Future<List<Target>> targets(ClientId client, JobId id, Optional<Heard> heard);

  /**
   * What registered endpoints hear.
   *
   * @param format of the job
   */
  record Heard(DialectName format, JobState end) {}

  /**
   * Cancels a job that has not ended; the result of a rendering in progress is discarded.
   *
   * @param owed the notifications for its targets
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

  /** The result of a request to cancel a job. */
  enum Cancellation {
    CANCELED,
    /** The client has no such job. */
    UNKNOWN,
    /** The job had already ended, by itself or by an earlier cancellation. */
    ENDED
  }
}
