package dev.hookpress.template;

import com.github.jknack.handlebars.Options;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the arguments of a template function after its first value. */
final class Arguments {
  // A fixed set, which bounds what the runtime caches per locale.
  private static final Map<String, Locale> LOCALES =
      Arrays.stream(Locale.getAvailableLocales())
          .filter(locale -> !locale.getLanguage().isEmpty())
          .collect(
              Collectors.toUnmodifiableMap(
                  locale -> locale.toLanguageTag().toLowerCase(Locale.ROOT),
                  locale -> locale,
                  (one, other) -> one));

  private Arguments() {}

  /** The single argument after the first value. */
  static Object only(Options options) {
    if (options.params.length != 1) {
      throw new InvalidArgument("'%s' wants two values.".formatted(options.helperName));
    }
    return options.params[0];
  }

  /** The text argument at a position after the first value, or the default if absent. */
  static String text(Options options, int position, String otherwise) {
    if (options.params.length <= position) {
      return otherwise;
    }
    if (options.params[position] instanceof String text) {
      return text;
    }
    throw new InvalidArgument(
        "'%s' wants a text, and found %s."
            .formatted(options.helperName, Values.named(options.params[position])));
  }

  /** The text of the named argument {@code name=…}, or the default if absent. */
  static String named(Options options, String name, String otherwise) {
    Object value = options.hash.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text) {
      return text;
    }
    throw new InvalidArgument(
        "%s= of '%s' wants a text, and found %s."
            .formatted(name, options.helperName, Values.named(value)));
  }

  /** The value of {@code decimals=}, or the default if absent. */
  static int decimals(Options options, int otherwise) {
    Object value = options.hash.get("decimals");
    if (value == null) {
      return otherwise;
    }
    BigDecimal number = Values.number(value, "decimals=");
    if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(20)) > 0) {
      throw new InvalidArgument("decimals= is not between 0 and 20.");
    }
    return number.intValue();
  }

  /** The value of {@code locale=}; American English if absent. */
  static Locale locale(Options options) {
    String tag = named(options, "locale", "en-US");
    Locale locale = LOCALES.get(tag.replace('_', '-').toLowerCase(Locale.ROOT));
    if (locale == null) {
      throw new InvalidArgument("There is no locale %s.".formatted(Values.named(tag)));
    }
    return locale;
  }
}
