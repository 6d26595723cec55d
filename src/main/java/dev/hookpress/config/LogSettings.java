package dev.hookpress.config;

/**
 * What is logged.
 *
 * @param level from which level on Hookpress' own lines are written
 * @param sampleDelivered one of so many successful attempts is logged; 1: all. Failed ones always
 *     are
 */
public record LogSettings(Level level, int sampleDelivered) {
  /** Levels of lines, the most talkative first. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
