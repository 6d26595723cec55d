package dev.hookpress.job;

import java.util.Locale;

/**
 * Where a job is: {@code pending → processing → completed | failed | canceled}. A job may also be
 * canceled before a node has taken it. Nothing leaves an end state.
 */
public enum JobState {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELED;

  /** The word in the database and in the native dialect. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a {@link #label()}.
   *
   * @throws IllegalArgumentException for a word that is not a state
   */
  public static JobState ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether this is an end state. */
  public boolean ended() {
    return this == COMPLETED || this == FAILED || this == CANCELED;
  }

  /** Whether a job in this state may move to {@code next}. A lost lease moves it back. */
  public boolean mayBecome(JobState next) {
    return switch (this) {
      case PENDING -> next == PROCESSING || next == CANCELED;
      case PROCESSING -> next != PROCESSING;
      case COMPLETED, FAILED, CANCELED -> false;
    };
  }
}
