package dev.hookpress.template;

import dev.hookpress.template.code.Codes;
import dev.hookpress.template.code.Payments;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import liqp.TemplateContext;
import liqp.filters.Filter;

/**
 * The filters of LiquidJS. None of them fails on a value of another kind, and each charges the
 * rendering's budget for what it reads before it makes anything.
 */
final class LiquidFilters {
  /** All filters by name. */
  static final Map<String, Filter> ALL = all();

  // Not reachable by templates: they see variables and the environment, never a registry.
  private static final String BUDGET = "hookpress budget";

  private LiquidFilters() {}

  /** What a filter does with a value. */
  @FunctionalInterface
  interface Action {
    Object apply(Object value, Arguments arguments);
  }

  /** The arguments of one call and the budget that it is charged to. */
  record Arguments(Object[] values, RenderBudget budget) {
    boolean has(int position) {
      return values.length > position && values[position] != null;
    }

    Object value(int position) {
      return values.length > position ? values[position] : null;
    }

    String text(int position, String otherwise) {
      return has(position) ? LiquidFilters.text(values[position]) : otherwise;
    }

    int number(int position, int otherwise) {
      BigDecimal number = has(position) ? LiquidNumbers.of(values[position]) : null;
      return number == null
          ? otherwise
          : number
              .max(BigDecimal.valueOf(-1_000_000_000))
              .min(BigDecimal.valueOf(1_000_000_000))
              .intValue();
    }
  }

  private static final class Named extends Filter {
    private final Action action;

    Named(String name, Action action) {
      super(name);
      this.action = action;
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... arguments) {
      RenderBudget budget = budget(context);
      budget.spend(1 + size(value) / 16);
      for (Object argument : arguments) {
        budget.spend(size(argument) / 16);
      }
      return action.apply(value, new Arguments(arguments, budget));
    }
  }

  private static Map<String, Filter> all() {
    Map<String, Action> actions = new LinkedHashMap<>();
    texts(actions);
    escapes(actions);
    LiquidNumbers.addTo(actions);
    LiquidLists.addTo(actions);
    codes(actions);
    actions.put("date", LiquidDates::date);
    actions.put("default", (value, arguments) -> isNothing(value) ? arguments.value(0) : value);
    Map<String, Filter> named = new HashMap<>();
    actions.forEach((name, action) -> named.put(name, new Named(name, action)));
    return Map.copyOf(named);
  }

  /** Unlike the others these fail on what they cannot draw: a wrong code would be paid. */
  private static void codes(Map<String, Action> to) {
    to.put(
        "qr",
        (value, given) ->
            drawn(
                given,
                () ->
                    Codes.qr(text(value), given.text(0, Codes.SIZE), given.text(1, Codes.LEVEL))));
    to.put(
        "barcode",
        (value, given) ->
            drawn(
                given,
                () ->
                    Codes.barcode(
                        text(value), given.text(0, Codes.TYPE), given.text(1, Codes.HEIGHT))));
    to.put(
        "epc_qr",
        (value, given) -> drawn(given, () -> Payments.epc(value, given.text(0, Codes.SIZE))));
    to.put(
        "swiss_qr",
        (value, given) ->
            drawn(given, () -> Payments.swiss(value, given.text(0, Codes.SWISS_SIZE))));
  }

  private static String drawn(Arguments given, Supplier<String> code) {
    return Functions.drawn(given.budget(), code);
  }

  private static void texts(Map<String, Action> to) {
    to.put("upcase", (value, arguments) -> text(value).toUpperCase(Locale.ROOT));
    to.put("downcase", (value, arguments) -> text(value).toLowerCase(Locale.ROOT));
    to.put("capitalize", (value, arguments) -> capitalized(text(value)));
    to.put("append", (value, arguments) -> joined(text(value), arguments.text(0, ""), arguments));
    to.put("prepend", (value, arguments) -> joined(arguments.text(0, ""), text(value), arguments));
    to.put("strip", (value, arguments) -> text(value).strip());
    to.put("lstrip", (value, arguments) -> text(value).stripLeading());
    to.put("rstrip", (value, arguments) -> text(value).stripTrailing());
    to.put("strip_newlines", (value, arguments) -> without(text(value), "\r\n"));
    to.put("truncate", LiquidFilters::truncated);
    to.put("truncatewords", LiquidFilters::truncatedWords);
    to.put(
        "replace", (value, arguments) -> replaced(value, arguments, arguments.text(1, ""), false));
    to.put(
        "replace_first",
        (value, arguments) -> replaced(value, arguments, arguments.text(1, ""), true));
    to.put("remove", (value, arguments) -> replaced(value, arguments, "", false));
    to.put("remove_first", (value, arguments) -> replaced(value, arguments, "", true));
    to.put("split", LiquidFilters::split);
  }

  private static void escapes(Map<String, Action> to) {
    to.put("escape", (value, arguments) -> escaped(text(value), arguments));
    to.put("escape_once", (value, arguments) -> escapedOnce(text(value), arguments));
    to.put("newline_to_br", (value, arguments) -> broken(text(value), arguments));
    to.put("strip_html", (value, arguments) -> withoutTags(text(value)));
    to.put(
        "url_encode",
        (value, arguments) -> {
          arguments.budget().reserve(0, 9L * text(value).length());
          return URLEncoder.encode(text(value), StandardCharsets.UTF_8);
        });
    to.put("url_decode", (value, arguments) -> decoded(text(value)));
  }

  static void putBudget(TemplateContext context, RenderBudget budget) {
    Map<String, RenderBudget> registry = context.getRegistry(BUDGET);
    registry.put(BUDGET, budget);
  }

  static RenderBudget budget(TemplateContext context) {
    Map<String, RenderBudget> registry = context.getRegistry(BUDGET);
    return registry.get(BUDGET);
  }

  /** A value of the data as the library knows it: whole numbers print without a fraction. */
  static Object plain(Object value) {
    if (value instanceof DataMap fields) {
      Map<String, Object> plain = new LinkedHashMap<>();
      fields.forEach((name, field) -> plain.put(name, plain(field)));
      return plain;
    }
    if (value instanceof DataList items) {
      List<Object> plain = new ArrayList<>(items.size());
      items.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    return value instanceof BigDecimal number ? LiquidNumbers.plain(number) : value;
  }

  /** The text of a value as LiquidJS prints it. */
  static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number number && !(number instanceof Long)) {
      BigDecimal decimal = LiquidNumbers.of(number);
      return decimal == null ? "" : LiquidNumbers.text(decimal);
    }
    if (value instanceof Map<?, ?>) {
      return "[object Object]";
    }
    List<Object> items = items(value);
    if (items != null) {
      StringBuilder joined = new StringBuilder();
      items.forEach(item -> joined.append(text(item)));
      return joined.toString();
    }
    return String.valueOf(value);
  }

  /** The items of a list in either form of the library; null for anything else. */
  static List<Object> items(Object value) {
    if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    return value instanceof Collection<?> collection ? new ArrayList<>(collection) : null;
  }

  /** The characters or items that a filter may read of a value. */
  static long size(Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    List<Object> items = items(value);
    if (items == null) {
      return 1;
    }
    long size = 0;
    for (Object item : items) {
      size += 16 + (item instanceof CharSequence text ? text.length() : 0);
    }
    return size;
  }

  private static boolean isNothing(Object value) {
    List<Object> items = items(value);
    return value == null
        || value.equals(false)
        || value.equals("")
        || items != null && items.isEmpty();
  }

  private static String capitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String joined(String one, String other, Arguments arguments) {
    long length = (long) one.length() + other.length();
    arguments.budget().reserve(length, length);
    return one + other;
  }

  private static String without(String text, String characters) {
    StringBuilder kept = new StringBuilder();
    text.chars().filter(c -> characters.indexOf(c) < 0).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private static Object truncated(Object value, Arguments arguments) {
    String text = text(value);
    String end = arguments.text(1, "...");
    int length = arguments.number(0, 50);
    return text.length() <= length
        ? text
        : text.substring(0, Math.min(text.length(), Math.max(0, length - end.length()))) + end;
  }

  private static Object truncatedWords(Object value, Arguments arguments) {
    String[] words = text(value).strip().split("\\s+", -1);
    int count = Math.max(1, arguments.number(0, 15));
    return words.length <= count
        ? text(value)
        : String.join(" ", Arrays.copyOf(words, count)) + arguments.text(1, "...");
  }

  private static Object replaced(
      Object value, Arguments arguments, String replacement, boolean onlyFirst) {
    String text = text(value);
    String wanted = arguments.text(0, "");
    if (wanted.isEmpty()) {
      return text;
    }
    StringBuilder made = new StringBuilder();
    int from = 0;
    int at = text.indexOf(wanted);
    while (at >= 0) {
      long piece = (long) at - from + replacement.length();
      arguments.budget().reserve(made.length() + piece, piece);
      made.append(text, from, at).append(replacement);
      from = at + wanted.length();
      at = onlyFirst ? -1 : text.indexOf(wanted, from);
    }
    return made.append(text, from, text.length()).toString();
  }

  private static Object split(Object value, Arguments arguments) {
    String text = text(value);
    String separator = arguments.text(0, "");
    List<Object> pieces = new ArrayList<>();
    arguments.budget().spend(text.length());
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> pieces.add(Character.toString(c)));
      return pieces.toArray();
    }
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      pieces.add(text.substring(from, at));
      from = at + separator.length();
    }
    pieces.add(text.substring(from));
    while (!pieces.isEmpty() && pieces.get(pieces.size() - 1).equals("")) {
      pieces.remove(pieces.size() - 1);
    }
    return pieces.toArray();
  }

  private static String escaped(String text, Arguments arguments) {
    arguments.budget().reserve(0, 6L * text.length());
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;");
  }

  private static String escapedOnce(String text, Arguments arguments) {
    return escaped(
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#34;", "\"")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&"),
        arguments);
  }

  private static String broken(String text, Arguments arguments) {
    arguments.budget().reserve(0, 6L * text.length());
    return text.replace("\r\n", "\n").replace("\n", "<br />\n");
  }

  /** Drops what stands between {@code <} and the next {@code >}; linear. */
  private static String withoutTags(String text) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
      kept.append(text, from, at);
      String close =
          text.startsWith("<!--", at)
              ? "-->"
              : text.startsWith("<script", at)
                  ? "</script>"
                  : text.startsWith("<style", at) ? "</style>" : ">";
      int end = text.indexOf(close, at);
      if (end < 0) {
        return kept.append(text, at, text.length()).toString();
      }
      from = end + close.length();
    }
    return kept.append(text, from, text.length()).toString();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
