package dev.hookpress.deliver;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.job.ExchangeHeads;
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
 * One delivery attempt of a notification, as it is recorded.
 *
 * @param address the IP address connected to; empty without a connection
 * @param status the HTTP status, or the reply code of the mail relay, if there was an answer
 * @param detail one sentence in plain words, without secrets
 * @param answer the first bytes of the response body or of the relay's reply
 * @param next the next step under the retry policy
 * @param heads the headers to be kept of the exchange
 * @param event the operational event it causes: a notification that has exhausted its retries
 * @param rule the rule for outgoing requests that forbids the target, if it was refused
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
    ExchangeHeads heads,
    RetryPolicy.Next next,
    Instant endedAt,
    Optional<OutboxEvent> event,
    Optional<String> rule) {

  /**
   * Builds the record of an attempt from its result: the next step, and the event for the client.
   */
  static final class Factory {
    private final int storedAnswerBytes;
    private final DoubleSupplier random;
    private final Function<Instant, NotificationId> ids;

    /**
     * @param storedAnswerBytes how many bytes of an answer are stored
     * @param random from 0 to 1, for the jitter of retries
     * @param ids generates the ids of operational events
     */
    Factory(int storedAnswerBytes, DoubleSupplier random, Function<Instant, NotificationId> ids) {
      this.storedAnswerBytes = storedAnswerBytes;
      this.random = random;
      this.ids = ids;
    }

    /** Builds the last attempt of a send; the retry schedule sets the next step. */
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

    /** Builds an attempt that another one follows at once. */
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
          result.heads(),
          next,
          endedAt,
          exhausted(notification, result, next, endedAt),
          result.rule());
    }

    private static RetryPolicy retries(
        ClaimedNotification notification, DeliverySettings.ClientTerms terms) {
      // A dialect's no-retry rule applies to its webhooks only; e-mail is still retried.
      boolean retried =
          notification.target() instanceof Target.Email
              || terms.ownRetries()
              || Dialects.of(notification.dialect()).retries();
      return retried ? terms.retries() : RetryPolicy.NONE;
    }

    /**
     * The event for the client when a job's callback exhausts its retries; operational events cause
     * none.
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
