package dev.hookpress.job;

import java.util.Locale;

/**
 * The state of a job: {@code pending → processing → completed | failed | canceled}. A job may be
 * canceled before a node claims it. End states are final.
 */
public enum JobState {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name used in the database and in the native dialect. */
  public String label() {
    return label;
  }

  /**
   * Parses a {@link #label()}.
   *
   * @throws IllegalArgumentException if no state has this label
   */
  public static JobState ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether this is an end state. */
  public boolean ended() {
    return this == COMPLETED || this == FAILED || this == CANCELED;
  }

  /**
   * Whether a job in this state may move to {@code next}. A lost lease returns it to {@code
   * PENDING}.
   */
  public boolean mayBecome(JobState next) {
    return switch (this) {
      case PENDING -> next == PROCESSING || next == CANCELED;
      case PROCESSING -> next != PROCESSING;
      case COMPLETED, FAILED, CANCELED -> false;
    };
  }
}
