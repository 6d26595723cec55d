package dev.hookpress.api.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Formats and parses the dates of HTTP headers (RFC 9110 §5.6.7), in whole seconds. */
public final class HttpDates {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  /** The date as a header has it. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }

  /** The date that a header has; empty if it is none, or in one of the obsolete formats. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(FORMAT.parse(text, Instant::from).truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
