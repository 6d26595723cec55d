package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import java.time.Instant;

/** Deletes what is kept of jobs before its time. */
@FunctionalInterface
public interface JobContent {
  /**
   * Deletes an ended job: its documents, files, notifications and attempts. What of it has not been
   * delivered is not sent any more.
   *
   * @return false if the client has no such job, or it has not ended
   */
  Future<Boolean> delete(ClientId client, JobId job, Instant now);
}
