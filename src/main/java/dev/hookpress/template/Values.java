package dev.hookpress.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What templates work on: text, {@link BigDecimal}, Boolean, {@link DataList}, {@link DataMap} and
 * null. Numbers of templates' own are Integers.
 */
final class Values {
  // Twice what a request may have; beyond it, walking down would end the stack.
  private static final int MAX_DEPTH = 64;

  // What doubles reach, and more than any sum of money; a long one written out fills the memory.
  private static final int MAX_DIGITS = 400;

  private Values() {}

  static Object of(JsonNode data) {
    return of(data, 0);
  }

  private static Object of(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidArgument("The data are nested deeper than %d levels.".formatted(MAX_DEPTH));
    }
    return switch (node.getNodeType()) {
      case OBJECT -> fields(node, depth);
      case ARRAY -> items(node, depth);
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      default -> null;
    };
  }

  private static DataMap fields(JsonNode node, int depth) {
    LinkedHashMap<String, Object> fields = new LinkedHashMap<>();
    node.properties().forEach(f -> fields.put(f.getKey(), of(f.getValue(), depth + 1)));
    return new DataMap(fields);
  }

  private static DataList items(JsonNode node, int depth) {
    List<Object> items = new ArrayList<>(node.size());
    node.forEach(item -> items.add(of(item, depth + 1)));
    return new DataList(items);
  }

  private static Object number(JsonNode node) {
    if (node.isFloatingPointNumber() && !node.isBigDecimal()) {
      double value = node.doubleValue();
      return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
    }
    BigDecimal value =
        node.isBigInteger() ? new BigDecimal(bounded(node.bigIntegerValue())) : node.decimalValue();
    if (tooLong(value)) {
      throw tooLong();
    }
    return value;
  }

  private static BigInteger bounded(BigInteger value) {
    if (value.bitLength() > 4 * MAX_DIGITS) {
      throw tooLong();
    }
    return value;
  }

  private static InvalidArgument tooLong() {
    return new InvalidArgument("A number has more than %d digits.".formatted(MAX_DIGITS));
  }

  private static boolean tooLong(BigDecimal value) {
    return value.unscaledValue().bitLength() > 4 * MAX_DIGITS
        || value.scale() > MAX_DIGITS
        || (long) value.precision() - value.scale() > MAX_DIGITS;
  }

  /** Whether a condition takes it as no: null, false, nothing in it, zero. */
  static boolean isEmpty(Object value) {
    if (value instanceof DataList items) {
      return items.isEmpty();
    }
    return value == null
        || value.equals(false)
        || value.equals("")
        || value instanceof Number && number(value, "if").signum() == 0;
  }

  /** The value as a number, or null if it is none. */
  static BigDecimal numberOrNull(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (!(value instanceof String) && !(value instanceof Number)) {
      return null;
    }
    // Longer than any that is meant; reading one takes time that grows with its square.
    String text = value.toString().strip();
    if (text.isEmpty() || text.length() > 64) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return tooLong(number) ? null : number;
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** The value as a number; what a function {@code by} cannot go on without. */
  static BigDecimal number(Object value, String by) {
    BigDecimal number = numberOrNull(value);
    if (number == null) {
      throw new InvalidArgument("'%s' wants a number, and found %s.".formatted(by, named(value)));
    }
    return number;
  }

  /** A result that was computed. */
  static BigDecimal result(BigDecimal number) {
    if (tooLong(number)) {
      throw tooLong();
    }
    return number;
  }

  /** As it is shown where it is written without a function. */
  static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof DataList items) {
      List<String> texts = new ArrayList<>(items.size());
      items.forEach(item -> texts.add(text(item)));
      return String.join(",", texts);
    }
    if (value instanceof DataMap) {
      return "[object Object]";
    }
    if (value instanceof Number) {
      return number(value, "text").toPlainString();
    }
    return DataResolver.isData(value) ? value.toString() : "";
  }

  /** In a message: short texts as they are. */
  static String named(Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof DataList) {
      return "a list";
    }
    if (value instanceof DataMap) {
      return "an object";
    }
    String text = text(value);
    return text.length() <= 40 ? "'" + text + "'" : "a long text";
  }
}
