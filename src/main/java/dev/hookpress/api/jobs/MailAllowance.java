package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Limits the e-mails that a client's jobs ask for in a day (UTC), across all nodes. */
public interface MailAllowance {
  /**
   * Takes so many e-mails from the day's allowance; if they exceed it, the time until the next.
   *
   * @param sample whether a sample asks for them: samples have an allowance of their own, as large
   */
  Future<Optional<Duration>> take(ClientId client, boolean sample, int emails, Instant now);

  /** Returns e-mails to the allowance of the day in which they were taken. */
  void giveBack(ClientId client, boolean sample, int emails, Instant takenAt);
}
