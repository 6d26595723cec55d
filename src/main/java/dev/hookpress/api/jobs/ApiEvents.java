package dev.hookpress.api.jobs;

import dev.hookpress.job.DialectName;

/** What the API tells those who count. Called on event loops: must not block or throw. */
public interface ApiEvents {
  /** A job is on disk, and its client is about to be told so. Repeats are not counted. */
  void jobAccepted(DialectName dialect);
}
