package dev.hookpress.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints answers of the operator API for people: a list as a table, anything else as lines. */
final class TextOutput {
  private static final String GAP = "  ";

  private TextOutput() {}

  /** The answer as text, without a line break at its end. */
  static String of(JsonNode answer) {
    return answer.path("data").isArray() ? table(answer.get("data")) : lines(answer);
  }

  private static String lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    flat(answer).forEach((name, value) -> lines.add(name + "=" + value));
    return String.join(System.lineSeparator(), lines);
  }

  private static String table(JsonNode rows) {
    List<Map<String, String>> cells = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      Map<String, String> flat = flat(row);
      cells.add(flat);
      columns.addAll(flat.keySet());
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns, columns, cells));
    cells.forEach(
        row ->
            lines.add(
                line(
                    columns.stream().map(name -> row.getOrDefault(name, "-")).toList(),
                    columns,
                    cells)));
    return cells.isEmpty() ? "none" : String.join(System.lineSeparator(), lines);
  }

  private static String line(
      Iterable<String> values, Set<String> columns, List<Map<String, String>> cells) {
    StringBuilder line = new StringBuilder();
    var names = columns.iterator();
    for (String value : values) {
      String name = names.next();
      int width =
          cells.stream()
              .mapToInt(row -> row.getOrDefault(name, "-").length())
              .reduce(name.length(), Math::max);
      line.append(value).append(" ".repeat(width - value.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /** All values by their paths; lists of plain values stay as they are. */
  private static Map<String, String> flat(JsonNode node) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", node, flat);
    return flat;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> flat) {
    boolean nested = node.isArray() && node.size() > 0 && node.get(0).isContainerNode();
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                      field.getValue(),
                      flat));
    } else if (nested) {
      for (int i = 0; i < node.size(); i++) {
        flatten(name + "." + i, node.get(i), flat);
      }
    } else {
      flat.put(name, clean(node.isValueNode() ? node.asText() : node.toString()));
    }
  }

  /** Names and answers come from tenants: no control characters reach the terminal. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(each -> clean.appendCodePoint(Character.isISOControl(each) ? ' ' : each));
    return clean.toString();
  }
}
