package dev.hookpress.deliver;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * One try at a notification, to be written down.
 *
 * @param address the IP address that was connected to; empty if none was
 * @param status the HTTP status, if an answer came
 * @param detail one sentence in plain words, without secrets
 * @param answer the first bytes of the answer's body
 * @param next what follows
 * @param event that it gives rise to: a notification that is given up
 */
public record Attempt(
    ClaimedNotification notification,
    Instant startedAt,
    Duration latency,
    String address,
    Outcome outcome,
    OptionalInt status,
    String detail,
    Buffer answer,
    RetryPolicy.Next next,
    Instant endedAt,
    Optional<OutboxEvent> event) {

  /** Makes what is recorded of an attempt from how it went: what follows, and who is told. */
  static final class Factory {
    private final int storedAnswerBytes;
    private final DoubleSupplier random;
    private final Function<Instant, NotificationId> ids;

    /**
     * @param storedAnswerBytes how much of an answer is kept
     * @param random from 0 to 1, for the jitter of retries
     * @param ids names operational events
     */
    Factory(int storedAnswerBytes, DoubleSupplier random, Function<Instant, NotificationId> ids) {
      this.storedAnswerBytes = storedAnswerBytes;
      this.random = random;
      this.ids = ids;
    }

    /** The last attempt of a turn: the retry schedule says what follows. */
    Attempt last(
        ClaimedNotification notification,
        DeliverySettings.ClientTerms terms,
        Instant startedAt,
        AttemptResult result,
        Instant endedAt) {
      RetryPolicy.Next next =
          retries(notification, terms)
              .after(
                  result.outcome(), notification.scheduledAttempt(), endedAt, random.getAsDouble());
      return attempt(notification, startedAt, result, endedAt, next);
    }

    /** An attempt that another follows at once. */
    Attempt beforeAnother(
        ClaimedNotification notification,
        Instant startedAt,
        AttemptResult result,
        Instant endedAt) {
      return attempt(notification, startedAt, result, endedAt, new RetryPolicy.Next.AtOnce());
    }

    private Attempt attempt(
        ClaimedNotification notification,
        Instant startedAt,
        AttemptResult result,
        Instant endedAt,
        RetryPolicy.Next next) {
      Buffer answer = result.answer();
      return new Attempt(
          notification,
          startedAt,
          result.took(),
          result.address(),
          result.outcome(),
          result.status(),
          result.detail(),
          answer.slice(0, Math.min(answer.length(), storedAnswerBytes)),
          next,
          endedAt,
          exhausted(notification, result, next, endedAt));
    }

    private static RetryPolicy retries(
        ClaimedNotification notification, DeliverySettings.ClientTerms terms) {
      // A format that gives up at once says so of webhooks.
      boolean retried =
          notification.target() instanceof Target.Email
              || terms.ownRetries()
              || Dialects.of(notification.dialect()).retries();
      return retried ? terms.retries() : RetryPolicy.NONE;
    }

    /**
     * What the client is told when a job's callback is given up; an event's own end is not told.
     */
    private Optional<OutboxEvent> exhausted(
        ClaimedNotification notification,
        AttemptResult result,
        RetryPolicy.Next next,
        Instant endedAt) {
      if (!next.equals(new RetryPolicy.Next.End(NotificationState.EXHAUSTED))) {
        return Optional.empty();
      }
      return notification
          .job()
          .map(
              job ->
                  new OperationalEvent.NotificationExhausted(
                      notification.id(),
                      job,
                      notification.target().origin(),
                      notification.attemptNumber(),
                      result.outcome().label()))
          .map(event -> OutboxEvent.of(ids.apply(endedAt), event, endedAt));
    }
  }
}
