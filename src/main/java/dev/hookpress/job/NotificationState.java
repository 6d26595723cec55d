package dev.hookpress.job;

import java.util.Locale;

/**
 * The state of a notification: {@code pending → delivering → delivered | exhausted | gone |
 * refused}, {@code pending → canceled}, from {@code delivering} back to {@code pending} for a
 * retry, and from an end state to {@code pending} by a redelivery. "Parked" is not a state: a
 * pending notification whose client is blocked is parked.
 */
public enum NotificationState {
  PENDING,
  DELIVERING,
  DELIVERED,
  /** No attempts are left. */
  EXHAUSTED,
  /** The receiver answered 410. */
  GONE,
  /** The egress policy forbids the target. */
  REFUSED,
  /** Its client canceled it while it waited. */
  CANCELED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name used in the database, in metrics and in the native dialect. */
  public String label() {
    return label;
  }

  /**
   * Parses a {@link #label()}.
   *
   * @throws IllegalArgumentException if no state has this label
   */
  public static NotificationState ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether this is an end state: only a redelivery leaves it. */
  public boolean ended() {
    return this != PENDING && this != DELIVERING;
  }

  /** Whether a notification in this state may move to {@code next}. */
  public boolean mayBecome(NotificationState next) {
    return switch (this) {
      case PENDING -> next == DELIVERING || next == CANCELED;
      case DELIVERING -> next != DELIVERING && next != CANCELED;
      case DELIVERED, EXHAUSTED, GONE, REFUSED, CANCELED -> next == PENDING;
    };
  }
}
