package dev.hookpress.api.deliveries;

import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.NotificationState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Explains in one sentence why a notification was delivered or not. */
public final class Explanation {
  private Explanation() {}

  public static String of(
      NotificationView notification, Optional<Instant> blockedUntil, Instant now) {
    int made = notification.attemptsMade();
    String ended = notification.endedAt().map(at -> " at " + Timestamps.seconds(at)).orElse("");
    String last = last(notification.attempts());
    return switch (notification.state()) {
      case DELIVERED -> "Delivered" + ended + " by attempt " + made + ".";
      case EXHAUSTED -> "Given up" + ended + " after " + attempts(made) + last + ".";
      case GONE ->
          "Ended"
              + ended
              + ": "
              + notification.url().orElse("the receiver at " + notification.origin())
              + " no longer exists (410 Gone)"
              + last
              + ".";
      case REFUSED -> "Never sent: the rules for outgoing requests forbid the target" + last + ".";
      case CANCELED -> "Canceled" + ended + " at your request" + last + ".";
      case DELIVERING -> "Attempt " + (made + 1) + " is under way" + last + ".";
      case PENDING -> begin(notification) + pending(notification, blockedUntil, now) + last + ".";
    };
  }

  /** A pending notification that was delivered before is being redelivered. */
  private static String begin(NotificationView notification) {
    boolean delivered =
        notification.attempts().stream()
            .anyMatch(attempt -> attempt.outcome().equals(NotificationState.DELIVERED.label()));
    return delivered ? "To be delivered once more: " : "Not delivered yet: ";
  }

  private static String pending(
      NotificationView notification, Optional<Instant> blockedUntil, Instant now) {
    if (blockedUntil.isPresent()) {
      return "too many deliveries to this client failed, so nothing is sent to it until "
          + Timestamps.seconds(blockedUntil.get())
          + "; this one waits, and loses no attempt";
    }
    if (notification.pausedAt().isPresent()) {
      return "you have paused its endpoint since "
          + Timestamps.seconds(notification.pausedAt().get())
          + ", and nothing is sent there until you resume it; this one waits, and loses no attempt";
    }
    Optional<EndpointView.Hold> hold = notification.heldAt(now);
    if (hold.isPresent()) {
      return "its endpoint was given time until "
          + Timestamps.seconds(hold.get().until())
          + " ("
          + bare(hold.get().reason())
          + "), and nothing is sent there before; this one waits, and loses no attempt";
    }
    String next = "attempt " + (notification.attemptsMade() + 1);
    return notification
        .nextAttemptAt()
        .filter(at -> at.isAfter(now))
        .map(at -> next + " is due at " + Timestamps.seconds(at))
        .orElse(next + " is due, and goes out as soon as there is a free slot");
  }

  private static String last(List<AttemptView> attempts) {
    if (attempts.isEmpty()) {
      return "";
    }
    AttemptView last = attempts.get(attempts.size() - 1);
    return "; attempt "
        + last.number()
        + " ended as "
        + last.outcome()
        + ": "
        + bare(last.detail());
  }

  /** Strips the final period of a sentence that is to be continued. */
  private static String bare(String sentence) {
    String text = sentence.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static String attempts(int made) {
    return made == 1 ? "1 attempt" : made + " attempts";
  }
}
