package dev.hookpress.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.jobs.JobIntake.IdempotencyKey;
import dev.hookpress.api.jobs.MailCharges.Charge;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.support.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each accepted job is charged for its e-mails once, and no other submission is. */
class MailChargesTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  private static final Optional<IdempotencyKey> KEY =
      Optional.of(new IdempotencyKey("order-7", new byte[32]));

  private final Day day = new Day(4);
  private final Keys keys = new Keys();
  private final MailCharges charges = new MailCharges(day, keys, MutableClock.atNoon());

  /** Counts what has been taken of one day. */
  private static final class Day implements MailAllowance {
    private final int allowed;
    private int taken;

    Day(int allowed) {
      this.allowed = allowed;
    }

    @Override
    public Future<Optional<Duration>> take(ClientId id, boolean sample, int emails, Instant now) {
      if (taken + emails > allowed) {
        return Future.succeededFuture(Optional.of(Duration.ofHours(12)));
      }
      taken += emails;
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public void giveBack(ClientId id, boolean sample, int emails, Instant takenAt) {
      taken -= emails;
    }
  }

  private static final class Keys implements JobIntake {
    private Optional<JobId> first = Optional.empty();

    @Override
    public Future<Acceptance> accept(Job job, Optional<IdempotencyKey> key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Optional<JobId>> find(ClientId client, String key) {
      return Future.succeededFuture(first);
    }

    @Override
    public Future<Pending> pending(ClientId client, boolean samples, int limit) {
      throw new UnsupportedOperationException();
    }
  }

  private Charge charge(Optional<IdempotencyKey> key) {
    Document document =
        new Document(
            List.of(new Part.Html("x")), RenderOptions.standard("a.pdf"), new Destination.Hosted());
    Target email = new Target.Email("a@example.com");
    return charges
        .charge(
            CLIENT,
            new Decoded.Request(List.of(document), List.of(email, email), Decoded.NO_METADATA),
            key)
        .result();
  }

  @Test
  void anAcceptedJobIsCharged() {
    charge(KEY).settle(true);

    assertThat(day.taken).isEqualTo(2);
    charge(Optional.empty()).settle(true);
    assertThat(charge(Optional.empty()).untilNext()).contains(Duration.ofHours(12));
  }

  @Test
  void aSubmissionThatIsNotAcceptedIsNot() {
    charge(Optional.empty()).settle(false);

    assertThat(day.taken).isZero();
  }

  @Test
  void aRepeatIsNotAndPassesWhenNothingIsLeft() {
    charge(KEY).settle(true);
    day.taken = 4;
    keys.first = Optional.of(new JobId(new UUID(2, 2)));

    Charge again = charge(KEY);
    assertThat(again.untilNext()).isEmpty();
    again.settle(false);
    assertThat(day.taken).isEqualTo(4);
  }

  @Test
  void repeatsAtTheSameTimeAreChargedForTheOneThatIsAccepted() {
    Charge one = charge(KEY);
    Charge two = charge(KEY);

    one.settle(true);
    two.settle(false);

    assertThat(day.taken).isEqualTo(2);
  }

  @Test
  void aJobWhoseKeyHasJustExpiredIsCharged() {
    keys.first = Optional.of(new JobId(new UUID(2, 2)));

    charge(KEY).settle(true);

    assertThat(day.taken).isEqualTo(2);
  }
}
