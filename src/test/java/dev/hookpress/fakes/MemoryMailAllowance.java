package dev.hookpress.fakes;

import dev.hookpress.api.jobs.MailAllowance;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An allowance that is as large as can be, or used up. */
public final class MemoryMailAllowance implements MailAllowance {
  /** Set: no e-mail but those of samples is left of the day, for so long. */
  public volatile Optional<Duration> wait = Optional.empty();

  @Override
  public Future<Optional<Duration>> take(ClientId client, boolean sample, int emails, Instant now) {
    return Future.succeededFuture(sample ? Optional.empty() : wait);
  }

  @Override
  public void giveBack(ClientId client, boolean sample, int emails, Instant takenAt) {
    // Nothing has been counted.
  }
}
