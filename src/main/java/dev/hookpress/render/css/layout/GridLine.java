package dev.hookpress.render.css.layout;

import java.util.Locale;
import java.util.Optional;

/**
 * A value of {@code grid-row-start} and the like.
 *
 * @param number of the line, never 0, or how many tracks are spanned, 1 or more
 */
public record GridLine(Kind kind, int number, Optional<String> name) {
  /** The kind of value. */
  public enum Kind {
    AUTO,
    LINE,
    SPAN
  }

  /** The last valid line; a larger number is clamped to it. */
  static final int MAX = 10_000;

  public static final GridLine AUTO = new GridLine(Kind.AUTO, 1, Optional.empty());

  public static GridLine line(int number) {
    return new GridLine(Kind.LINE, number, Optional.empty());
  }

  public static GridLine span(int tracks) {
    return new GridLine(Kind.SPAN, tracks, Optional.empty());
  }

  /** Parses a longhand's value; {@link #AUTO} if it is not a line. */
  public static GridLine parse(String value) {
    if (value.equals("auto")) {
      return AUTO; // Almost all are: every item of a container has four lines.
    }
    boolean span = false;
    Optional<Integer> number = Optional.empty();
    Optional<String> name = Optional.empty();
    for (String word : value.strip().split("\\s+")) {
      if (word.toLowerCase(Locale.ROOT).equals("span")) {
        span = true;
      } else if (word.matches("[+-]?\\d{1,18}")) {
        long clamped = Math.max(-MAX, Math.min(MAX, Long.parseLong(word)));
        number = Optional.of((int) clamped);
      } else if (!word.isEmpty() && !word.toLowerCase(Locale.ROOT).equals("auto")) {
        name = Optional.of(word);
      }
    }
    if (number.isEmpty() && name.isEmpty() && !span || number.orElse(1) == 0) {
      return AUTO;
    }
    return span
        ? new GridLine(Kind.SPAN, Math.max(1, number.orElse(1)), name)
        : new GridLine(Kind.LINE, number.orElse(1), name);
  }
}
