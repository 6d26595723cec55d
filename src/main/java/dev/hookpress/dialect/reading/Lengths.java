package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalDouble;

/** Parses lengths on paper: a number of millimetres, or a string with a CSS unit. */
public final class Lengths {
  /** The rule as stated in a fault. */
  public static final String RULE =
      "Must be a number of millimetres, or a string such as \"20mm\", \"2cm\", \"1in\", \"72pt\""
          + " or \"96px\"";

  private static final Map<String, Double> MILLIMETRES =
      Map.of("mm", 1.0, "cm", 10.0, "in", 25.4, "pt", 25.4 / 72, "px", 25.4 / 96);
  private static final int MAX_CHARACTERS = 16;

  private Lengths() {}

  /** Returns the length in millimetres, 0 or more; empty for anything else. */
  public static OptionalDouble millimetres(JsonNode value) {
    if (value.isNumber()) {
      return positive(value.doubleValue());
    }
    String text = value.isTextual() ? value.textValue() : "";
    if (text.length() < 3 || text.length() > MAX_CHARACTERS) {
      return OptionalDouble.empty();
    }
    int digits = text.length() - 2;
    Double unit = MILLIMETRES.get(text.substring(digits));
    String number = text.substring(0, digits);
    if (unit == null || !decimal(number)) {
      return OptionalDouble.empty();
    }
    return positive(Double.parseDouble(number) * unit);
  }

  private static boolean decimal(String text) {
    int point = text.indexOf('.');
    return text.chars().allMatch(each -> each == '.' || each >= '0' && each <= '9')
        && point == text.lastIndexOf('.')
        && point != 0
        && point != text.length() - 1;
  }

  private static OptionalDouble positive(double length) {
    return length >= 0 && Double.isFinite(length)
        ? OptionalDouble.of(length)
        : OptionalDouble.empty();
  }
}
