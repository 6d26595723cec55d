package dev.hookpress.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses the value of {@code Retry-After}: seconds, or a date in any of HTTP's three formats (RFC
 * 9110).
 */
final class RetryAfter {
  // More digits than any sensible delay has.
  private static final int MAX_DIGITS = 10;

  private static final List<DateTimeFormatter> DATES =
      List.of(
          format("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US),
          format("EEE MMM ppd HH:mm:ss yyyy"));

  private RetryAfter() {}

  /** The time in the header, which may be past; empty for an invalid value. */
  static Optional<Instant> parse(String text, Instant now) {
    String value = text.strip();
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          now.plusSeconds(value.length() > MAX_DIGITS ? Integer.MAX_VALUE : Long.parseLong(value)));
    }
    for (DateTimeFormatter date : DATES) {
      try {
        return Optional.of(LocalDateTime.parse(value, date).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException notThisForm) {
        // Try the next format.
      }
    }
    return Optional.empty();
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US);
  }
}
