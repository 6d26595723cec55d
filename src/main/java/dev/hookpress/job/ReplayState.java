package dev.hookpress.job;

import java.util.Locale;

/** The state of a replay: {@code running → completed | canceled}. End states are final. */
public enum ReplayState {
  RUNNING,
  /** Every notification in the replay's range has been examined. */
  COMPLETED,
  CANCELED;

  /** The name used in the database and in the native dialect. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Parses a {@link #label()}.
   *
   * @throws IllegalArgumentException if no state has this label
   */
  public static ReplayState ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
