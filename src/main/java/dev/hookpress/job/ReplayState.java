package dev.hookpress.job;

import java.util.Locale;

/** Where a replay is: {@code running → completed | canceled}. Nothing leaves an end state. */
public enum ReplayState {
  RUNNING,
  /** Every notification of its range has been looked at. */
  COMPLETED,
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
  public static ReplayState ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
