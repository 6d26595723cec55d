package dev.hookpress.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Converts JSON to the values that templates use: text, {@link BigDecimal}, Boolean, {@link
 * DataList}, {@link DataMap} and null. Number literals in templates are Integers.
 */
final class Values {
  private static final int MAX_PATH = 100;
  private static final Set<String> WORDS =
      Set.of("true", "false", "nil", "null", "empty", "blank", "this", "else", "undefined");

  // Twice the nesting allowed in a request; deeper recursion could overflow the stack.
  private static final int MAX_DEPTH = 64;

  // Covers the range of doubles and any amount of money; longer numbers could exhaust memory when
  // written out.
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

  /** Whether a condition treats the value as false: null, false, an empty text or list, or zero. */
  static boolean isEmpty(Object value) {
    if (value instanceof DataList items) {
      return items.isEmpty();
    }
    return value == null
        || value.equals(false)
        || value.equals("")
        || value instanceof Number && number(value, "if").signum() == 0;
  }

  /** The value as a number, or null if it is not one. */
  static BigDecimal numberOrNull(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (!(value instanceof String) && !(value instanceof Number)) {
      return null;
    }
    // Longer than any sensible number; parsing takes quadratic time.
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

  /** The value as a number, required by the function {@code by}. */
  static BigDecimal number(Object value, String by) {
    BigDecimal number = numberOrNull(value);
    if (number == null) {
      throw new InvalidArgument("'%s' wants a number, and found %s.".formatted(by, named(value)));
    }
    return number;
  }

  /** Checks the size of a computed result. */
  static BigDecimal result(BigDecimal number) {
    if (tooLong(number)) {
      throw tooLong();
    }
    return number;
  }

  /** The text of a value that a template outputs without a function. */
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

  /** The value as shown in a message; short texts are quoted. */
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

  /** Whether the text is a name in the data, or names with full stops between them. */
  static boolean isPath(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_PATH
        && Character.isLetter(text.charAt(0))
        && !WORDS.contains(text)
        && !text.endsWith(".")
        && !text.contains("..")
        && text.chars().allMatch(it -> Character.isLetterOrDigit(it) || it == '_' || it == '.');
  }

  /** Whether the data has nothing, not even null, at a path. */
  static boolean absent(JsonNode data, String path) {
    JsonNode at = data;
    for (String name : path.split("\\.")) {
      if (!at.isObject()) {
        // Lists and texts have names of their own, such as size.
        return false;
      }
      if (!at.has(name)) {
        return true;
      }
      at = at.get(name);
    }
    return false;
  }
}
