package dev.hookpress.job.document;

import java.util.Locale;
import java.util.Optional;

/** The language of a stored template. */
public enum TemplateLanguage {
  /** Handlebars, where a value of the wrong kind is an error. */
  HANDLEBARS,
  /** Liquid as LiquidJS reads it without its strict options. */
  LIQUID;

  /** The name on the wire and in the database: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Parses {@link #label}; empty for anything else. */
  public static Optional<TemplateLanguage> parse(String label) {
    for (TemplateLanguage language : values()) {
      if (language.label().equals(label)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
