package dev.hookpress.operator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which clients stand out.
 *
 * @param within attempts of this time count, by whole hours
 * @param limit how many clients at most
 */
public record TopQuery(By by, Duration within, int limit) {
  /** How long figures of endpoints are kept. */
  public static final int MAX_HOURS = 7 * 24;

  /** The words for {@link By}, with commas between. */
  public static final String WORDS =
      Arrays.stream(By.values()).map(By::word).collect(Collectors.joining(", "));

  /** What the clients are ordered by. */
  public enum By {
    /** Attempts that failed. */
    FAILING,
    /** Attempts, and documents that are accepted. */
    FLOODING,
    /** What waits to be rendered or sent. */
    WAITING;

    /** The name in requests. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a value by its word. */
    public static Optional<By> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
  }
}
