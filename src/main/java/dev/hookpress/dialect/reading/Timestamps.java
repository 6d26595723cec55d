package dev.hookpress.dialect.reading;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats timestamps as RFC 3339 in UTC. */
public final class Timestamps {
  private static final DateTimeFormatter SECONDS = format("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MILLIS = format("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  private Timestamps() {}

  /** Whole seconds, as in the seed's callback: {@code 2023-04-01T12:34:56Z}. */
  public static String seconds(Instant time) {
    return SECONDS.format(time);
  }

  /** Milliseconds, always three digits. */
  public static String millis(Instant time) {
    return MILLIS.format(time);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
