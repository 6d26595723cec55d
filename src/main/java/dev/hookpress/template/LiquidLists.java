package dev.hookpress.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The filters on lists. Items are added flat, so that no list holds itself or doubles with each
 * step.
 */
final class LiquidLists {
  // Sorting a list compares each item about as many times as its length has bits.
  private static final int STEPS_TO_SORT_AN_ITEM = 20;

  private LiquidLists() {}

  static void addTo(Map<String, LiquidFilters.Action> to) {
    to.put("size", (value, arguments) -> size(value));
    to.put("first", (value, arguments) -> at(value, 0));
    to.put("last", (value, arguments) -> at(value, list(value).size() - 1));
    to.put("join", LiquidLists::joined);
    to.put("reverse", (value, arguments) -> reversed(value));
    to.put(
        "compact", (value, arguments) -> list(value).stream().filter(Objects::nonNull).toArray());
    to.put("uniq", (value, arguments) -> uniqueItems(value));
    to.put("concat", (value, arguments) -> added(value, arguments));
    to.put("push", (value, arguments) -> added(value, arguments));
    to.put(
        "unshift",
        (value, arguments) ->
            added(
                arguments.value(0),
                new LiquidFilters.Arguments(new Object[] {value}, arguments.budget())));
    to.put("pop", (value, arguments) -> part(value, 0, list(value).size() - 1));
    to.put("shift", (value, arguments) -> part(value, 1, list(value).size()));
    to.put("slice", LiquidLists::slice);
    to.put("map", (value, arguments) -> mapped(value, arguments));
    to.put("where", LiquidLists::where);
    to.put("sum", LiquidLists::sum);
    to.put("sort", (value, arguments) -> sorted(value, arguments, false));
    to.put("sort_natural", (value, arguments) -> sorted(value, arguments, true));
  }

  private static List<Object> list(Object value) {
    List<Object> items = LiquidFilters.items(value);
    if (items != null) {
      return items;
    }
    return value == null ? List.of() : List.of(value);
  }

  private static Object size(Object value) {
    if (value instanceof CharSequence text) {
      return (long) text.length();
    }
    if (value instanceof Map<?, ?> fields) {
      return (long) fields.size();
    }
    List<Object> items = LiquidFilters.items(value);
    return items == null ? 0L : (long) items.size();
  }

  private static Object at(Object value, int index) {
    if (value instanceof CharSequence text) {
      return text.isEmpty()
          ? ""
          : text.subSequence(index == 0 ? 0 : text.length() - 1, index == 0 ? 1 : text.length())
              .toString();
    }
    List<Object> items = list(value);
    return index < 0 || index >= items.size() ? null : items.get(index);
  }

  private static Object joined(Object value, LiquidFilters.Arguments arguments) {
    String separator = arguments.text(0, " ");
    StringBuilder joined = new StringBuilder();
    String between = "";
    for (Object item : list(value)) {
      String text = LiquidFilters.text(item);
      long piece = (long) between.length() + text.length();
      arguments.budget().reserve(joined.length() + piece, piece);
      joined.append(between).append(text);
      between = separator;
    }
    return joined.toString();
  }

  private static Object reversed(Object value) {
    List<Object> items = new ArrayList<>(list(value));
    Collections.reverse(items);
    return items.toArray();
  }

  private static Object uniqueItems(Object value) {
    return new LinkedHashSet<>(list(value)).toArray();
  }

  private static Object added(Object value, LiquidFilters.Arguments arguments) {
    List<Object> items = new ArrayList<>(list(value));
    for (Object argument : arguments.values()) {
      items.addAll(list(argument));
    }
    arguments.budget().spend(items.size());
    return items.toArray();
  }

  private static Object part(Object value, int from, int to) {
    List<Object> items = list(value);
    int end = Math.max(0, Math.min(to, items.size()));
    return items.subList(Math.min(from, end), end).toArray();
  }

  private static Object slice(Object value, LiquidFilters.Arguments arguments) {
    int length = arguments.number(1, 1);
    int from = arguments.number(0, 0);
    if (LiquidFilters.items(value) == null) {
      String text = LiquidFilters.text(value);
      int start = start(from, text.length());
      return text.substring(start, end(start, length, text.length()));
    }
    List<Object> items = list(value);
    int start = start(from, items.size());
    return items.subList(start, end(start, length, items.size())).toArray();
  }

  private static int start(int from, int size) {
    return Math.max(0, Math.min(size, from < 0 ? size + from : from));
  }

  private static int end(int start, int length, int size) {
    return (int) Math.max(start, Math.min(size, (long) start + Math.max(0, length)));
  }

  private static Object property(Object item, String name) {
    return item instanceof Map<?, ?> fields ? fields.get(name) : null;
  }

  private static Object mapped(Object value, LiquidFilters.Arguments arguments) {
    String name = arguments.text(0, "");
    return list(value).stream().map(item -> property(item, name)).toArray();
  }

  private static Object where(Object value, LiquidFilters.Arguments arguments) {
    String name = arguments.text(0, "");
    return list(value).stream()
        .filter(
            item -> {
              Object found = property(item, name);
              return arguments.values().length < 2
                  ? found != null && !found.equals(false)
                  : same(found, arguments.value(1));
            })
        .toArray();
  }

  private static boolean same(Object one, Object other) {
    if (one instanceof Number && other instanceof Number) {
      BigDecimal left = LiquidNumbers.of(one);
      BigDecimal right = LiquidNumbers.of(other);
      return left != null && right != null && left.compareTo(right) == 0;
    }
    return Objects.equals(one, other);
  }

  private static Object sum(Object value, LiquidFilters.Arguments arguments) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object item : list(value)) {
      BigDecimal number =
          LiquidNumbers.of(arguments.has(0) ? property(item, arguments.text(0, "")) : item);
      sum = number == null ? sum : Values.result(sum.add(number));
    }
    return LiquidNumbers.plain(sum);
  }

  /** Numbers come before texts, and nothing comes last. */
  private static Object sorted(Object value, LiquidFilters.Arguments arguments, boolean natural) {
    List<Object> items = new ArrayList<>(list(value));
    arguments.budget().spend((long) STEPS_TO_SORT_AN_ITEM * items.size());
    Comparator<Object> order =
        (one, other) -> compared(key(one, arguments), key(other, arguments), natural);
    items.sort(order);
    return items.toArray();
  }

  private static Object key(Object item, LiquidFilters.Arguments arguments) {
    return arguments.has(0) ? property(item, arguments.text(0, "")) : item;
  }

  private static int compared(Object one, Object other, boolean natural) {
    int kinds = Integer.compare(kind(one), kind(other));
    if (kinds != 0) {
      return kinds;
    }
    if (one instanceof Number) {
      BigDecimal left = LiquidNumbers.of(one);
      BigDecimal right = LiquidNumbers.of(other);
      return left == null || right == null ? 0 : left.compareTo(right);
    }
    if (one instanceof CharSequence) {
      String left = one.toString();
      String right = other.toString();
      return natural
          ? left.toLowerCase(Locale.ROOT).compareTo(right.toLowerCase(Locale.ROOT))
          : left.compareTo(right);
    }
    return 0;
  }

  private static int kind(Object value) {
    return value instanceof Number ? 0 : value instanceof CharSequence ? 1 : 2;
  }
}
