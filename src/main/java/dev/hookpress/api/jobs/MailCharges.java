package dev.hookpress.api.jobs;

import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.jobs.JobIntake.IdempotencyKey;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Charges a client's allowance of the day with the e-mails of its jobs. Each job is charged once: a
 * submission that is repeated, or that is not accepted, costs nothing.
 */
final class MailCharges {
  private static final Charge NOTHING = new Charge(Optional.empty(), accepted -> {});

  private final MailAllowance allowance;
  private final JobIntake intake;
  private final InstantSource clock;

  MailCharges(MailAllowance allowance, JobIntake intake, InstantSource clock) {
    this.allowance = allowance;
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * What a submission has taken.
   *
   * @param untilNext if the allowance is used up, the time until the next; nothing has been taken
   *     then
   * @param settlement to be told whether a new job was accepted
   */
  record Charge(Optional<Duration> untilNext, Consumer<Boolean> settlement) {
    void settle(boolean accepted) {
      settlement.accept(accepted);
    }
  }

  /** Takes the e-mails that a submission asks for, unless its key names a job that has paid. */
  Future<Charge> charge(ClientId client, Decoded.Request wanted, Optional<IdempotencyKey> key) {
    int emails = (int) wanted.targets().stream().filter(Target.Email.class::isInstance).count();
    if (emails == 0) {
      return Future.succeededFuture(NOTHING);
    }
    boolean sample = wanted.sample();
    Instant now = clock.instant();
    return known(client, key)
        .compose(
            repeated ->
                repeated
                    ? Future.succeededFuture(later(client, sample, emails, now))
                    : allowance
                        .take(client, sample, emails, now)
                        .map(wait -> new Charge(wait, refund(client, sample, emails, now))));
  }

  private Future<Boolean> known(ClientId client, Optional<IdempotencyKey> key) {
    return key.map(
            given ->
                DependencyUnavailable.guard(intake.find(client, given.key()))
                    .map(Optional::isPresent))
        .orElse(Future.succeededFuture(false));
  }

  /** Charges a job whose key has expired just now, so that it was accepted all the same. */
  private Charge later(ClientId client, boolean sample, int emails, Instant now) {
    return new Charge(
        Optional.empty(),
        accepted -> {
          if (accepted) {
            allowance.take(client, sample, emails, now);
          }
        });
  }

  private Consumer<Boolean> refund(ClientId client, boolean sample, int emails, Instant takenAt) {
    return accepted -> {
      if (!accepted) {
        allowance.giveBack(client, sample, emails, takenAt);
      }
    };
  }
}
