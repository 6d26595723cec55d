package dev.hookpress.api.jobs;

import dev.hookpress.job.DialectName;

/** Receives the events that the API counts. Called on event loops: must not block or throw. */
public interface ApiEvents {
  /**
   * A job is durable and about to be acknowledged to its client. Repeated requests do not count.
   *
   * @param withWarnings whether parts of the request were passed over, which its client is told
   */
  void jobAccepted(DialectName dialect, boolean withWarnings);
}
