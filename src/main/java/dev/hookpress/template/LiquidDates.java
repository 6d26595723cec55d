package dev.hookpress.template;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;

/**
 * The filter {@code date}: the directives of {@code strftime}, in UTC and in English. There is no
 * "now", so the same data produce the same document.
 */
final class LiquidDates {
  private static final int MAX_PATTERN_CHARS = 64;

  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "yyyy"),
          Map.entry('y', "yy"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('B', "MMMM"),
          Map.entry('b', "MMM"),
          Map.entry('h', "MMM"),
          Map.entry('A', "EEEE"),
          Map.entry('a', "EEE"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('L', "SSS"),
          Map.entry('N', "SSSSSSSSS"),
          Map.entry('p', "a"),
          Map.entry('j', "DDD"),
          Map.entry('F', "yyyy-MM-dd"),
          Map.entry('T', "HH:mm:ss"),
          Map.entry('X', "HH:mm:ss"),
          Map.entry('R', "HH:mm"),
          Map.entry('D', "MM/dd/yy"),
          Map.entry('x', "MM/dd/yy"),
          Map.entry('c', "EEE MMM d HH:mm:ss yyyy"),
          Map.entry('r', "hh:mm:ss a"),
          Map.entry('z', "xx"));

  private LiquidDates() {}

  /** Formats a date, or seconds since 1970; what is neither stays as it is, as in LiquidJS. */
  static Object date(Object value, LiquidFilters.Arguments arguments) {
    String pattern = arguments.text(0, "%A, %B %-d, %Y at %-I:%M %P %z");
    String text = LiquidFilters.text(value);
    if (text.equals("now") || text.equals("today")) {
      throw new InvalidArgument("There is no '%s': put the date into the data.".formatted(text));
    }
    if (text.isEmpty() || pattern.length() > MAX_PATTERN_CHARS) {
      return value;
    }
    arguments.budget().spend(8L * pattern.length());
    ZonedDateTime at = at(value, text);
    return at == null ? value : written(at, pattern);
  }

  private static ZonedDateTime at(Object value, String text) {
    try {
      BigDecimal seconds = LiquidNumbers.of(value);
      return seconds == null
          ? Dates.parse(text, ZoneOffset.UTC)
          : Instant.ofEpochSecond(seconds.longValue()).atZone(ZoneOffset.UTC);
    } catch (java.time.DateTimeException none) {
      return null;
    }
  }

  private static String written(ZonedDateTime at, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%' || i + 1 == pattern.length()) {
        text.append(c);
        continue;
      }
      char flag = pattern.charAt(++i);
      boolean flagged = "-_^0".indexOf(flag) >= 0 && i + 1 < pattern.length();
      char directive = flagged ? pattern.charAt(++i) : flag;
      text.append(flagged(directive(at, directive), flagged ? flag : ' '));
    }
    return text.toString();
  }

  private static String flagged(String text, char flag) {
    if (flag == '^') {
      return text.toUpperCase(Locale.ROOT);
    }
    if (flag != '-' && flag != '_') {
      return text;
    }
    int zeros = 0;
    while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
      zeros++;
    }
    return (flag == '_' ? " ".repeat(zeros) : "") + text.substring(zeros);
  }

  private static String directive(ZonedDateTime at, char directive) {
    String pattern = PATTERNS.get(directive);
    if (pattern != null) {
      return DateTimeFormatter.ofPattern(pattern, Locale.US).format(at);
    }
    DayOfWeek day = at.getDayOfWeek();
    return switch (directive) {
      case 'e' -> "%2d".formatted(at.getDayOfMonth());
      case 'k' -> "%2d".formatted(at.getHour());
      case 'l' -> "%2d".formatted(at.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'P' -> at.getHour() < 12 ? "am" : "pm";
      case 'u' -> String.valueOf(day.getValue());
      case 'w' -> String.valueOf(day.getValue() % 7);
      case 's' -> String.valueOf(at.toEpochSecond());
      case 'C' -> String.valueOf(at.getYear() / 100);
      case 'G' -> String.valueOf(at.get(IsoFields.WEEK_BASED_YEAR));
      case 'V' -> "%02d".formatted(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'Z' -> "UTC";
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      default -> "%" + directive;
    };
  }
}
