package dev.hookpress.template;

import com.github.jknack.handlebars.Options;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** Formats dates from the data. There is no "now", so the same data produce the same document. */
final class Dates {
  // RFC 3339, and ISO 8601 without zone or time.
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter();

  private static final int MAX_PATTERN_CHARS = 64;

  private Dates() {}

  /** {@code date value "pattern" zone="…" locale="…"}. */
  static Object date(Object value, Options options) {
    if (value == null || value.equals("")) {
      return "";
    }
    String pattern = Arguments.text(options, 0, "yyyy-MM-dd");
    if (pattern.length() > MAX_PATTERN_CHARS) {
      throw new InvalidArgument(
          "The pattern of a date has more than %d characters.".formatted(MAX_PATTERN_CHARS));
    }
    ZonedDateTime at = at(value, zone(Arguments.named(options, "zone", "UTC")));
    Locale locale = Arguments.locale(options);
    try {
      return RenderBudget.of(options)
          .format(
              DateTimeFormatter.class,
              List.of("date", locale, pattern),
              () -> DateTimeFormatter.ofPattern(pattern, locale))
          .format(at);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw new InvalidArgument("A date cannot be written as %s.".formatted(Values.named(pattern)));
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new InvalidArgument("There is no time zone %s.".formatted(Values.named(name)));
    }
  }

  private static ZonedDateTime at(Object value, ZoneId zone) {
    try {
      if (value instanceof Number) {
        BigDecimal millis = Values.number(value, "date");
        return Instant.ofEpochMilli(millis.longValueExact()).atZone(zone);
      }
      if (value instanceof String text) {
        return parse(text, zone);
      }
    } catch (DateTimeException | ArithmeticException wrong) {
      throw none(value);
    }
    throw none(value);
  }

  /** Parses an ISO 8601 date, with or without time and zone; throws if it is none. */
  static ZonedDateTime parse(String text, ZoneId zone) {
    return at(
        ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from), zone);
  }

  private static ZonedDateTime at(TemporalAccessor parsed, ZoneId zone) {
    if (parsed instanceof OffsetDateTime exact) {
      return exact.atZoneSameInstant(zone);
    }
    return parsed instanceof LocalDateTime local
        ? local.atZone(zone)
        : LocalDate.from(parsed).atStartOfDay(zone);
  }

  private static InvalidArgument none(Object value) {
    return new InvalidArgument(
        "'date' wants a date like 2026-04-13 or 2026-04-13T10:00:00Z, or milliseconds since 1970,"
            + " and found "
            + Values.named(value)
            + ".");
  }
}
