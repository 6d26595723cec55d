package dev.hookpress.policy;

import dev.hookpress.job.NotificationState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Decides what follows an attempt.
 *
 * @param schedule the wait before each further attempt; empty: one attempt only
 */
public record RetryPolicy(List<Duration> schedule) {
  /**
   * Moves each wait by up to a fifth, so that attempts that failed together are not retried
   * together.
   */
  private static final double JITTER = 0.2;

  /** One attempt only. */
  public static final RetryPolicy NONE = new RetryPolicy(List.of());

  /** What follows an attempt. */
  public sealed interface Next {
    /** Another attempt at this time or later. */
    record RetryAt(Instant at) implements Next {}

    /**
     * Another attempt at once, under the same lease; the last one does not count in the schedule.
     */
    record AtOnce() implements Next {}

    /** No further attempt. */
    record End(NotificationState state) implements Next {}
  }

  /**
   * Decides what follows an attempt.
   *
   * @param attemptsMade attempts made, including this one; at least 1
   * @param random from 0 to 1; moves the wait from -20 % to +20 %
   */
  public Next after(Outcome outcome, int attemptsMade, Instant now, double random) {
    return switch (outcome) {
      case DELIVERED -> new Next.End(NotificationState.DELIVERED);
      case GONE -> new Next.End(NotificationState.GONE);
      case REFUSED -> new Next.End(NotificationState.REFUSED);
      case MAIL_REFUSED -> new Next.End(NotificationState.EXHAUSTED);
      case STATUS_REJECTED,
          ACK_MISSING,
          TIMEOUT,
          CONNECT_FAILED,
          TLS_FAILED,
          DNS_FAILED,
          CONNECTION_LOST,
          BODY_TOO_LARGE,
          TOKEN_FAILED,
          INTERNAL ->
          attemptsMade > schedule.size()
              ? new Next.End(NotificationState.EXHAUSTED)
              : new Next.RetryAt(now.plus(jittered(schedule.get(attemptsMade - 1), random)));
    };
  }

  private static Duration jittered(Duration wait, double random) {
    double factor = 1 + JITTER * (2 * random - 1);
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
