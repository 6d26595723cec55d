package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Expands shorthand properties to longhands. */
public final class Shorthands {
  private static final String[] SIDES = {"top", "right", "bottom", "left"};
  private static final List<String> LINES =
      List.of(
          "border",
          "border-top",
          "border-right",
          "border-bottom",
          "border-left",
          "border-inline",
          "border-inline-start",
          "border-inline-end",
          "border-block",
          "border-block-start",
          "border-block-end",
          "outline",
          "column-rule");

  private static final Map<String, Function<List<Component>, Map<String, List<Component>>>> ALL =
      Map.copyOf(table());

  private Shorthands() {}

  private static Map<String, Function<List<Component>, Map<String, List<Component>>>> table() {
    Map<String, Function<List<Component>, Map<String, List<Component>>>> all =
        new LinkedHashMap<>();
    for (String name : new String[] {"margin", "padding"}) {
      all.put(name, v -> fourSides(v, name + "-", ""));
      all.put(name + "-inline", v -> pair(v, name + "-inline-start", name + "-inline-end"));
      all.put(name + "-block", v -> pair(v, name + "-block-start", name + "-block-end"));
    }
    all.put("inset", v -> fourSides(v, "", ""));
    all.put("inset-inline", v -> pair(v, "inset-inline-start", "inset-inline-end"));
    all.put("inset-block", v -> pair(v, "inset-block-start", "inset-block-end"));
    for (String part : new String[] {"-width", "-style", "-color"}) {
      all.put("border" + part, v -> fourSides(v, "border-", part));
      for (String axis : new String[] {"border-inline", "border-block"}) {
        all.put(axis + part, v -> pair(v, axis + "-start" + part, axis + "-end" + part));
      }
    }
    for (String line : LINES) {
      all.put(line, v -> BorderShorthand.expand(line, v));
    }
    all.put("border-radius", BorderShorthand::radius);
    all.put("gap", v -> pair(v, "row-gap", "column-gap"));
    all.put("grid-gap", v -> pair(v, "row-gap", "column-gap"));
    all.put("grid-row-gap", v -> Map.of("row-gap", v));
    all.put("grid-column-gap", v -> Map.of("column-gap", v));
    all.put("overflow", v -> pair(v, "overflow-x", "overflow-y"));
    all.put("place-content", v -> places(v, "align-content", "justify-content"));
    all.put("place-items", v -> places(v, "align-items", "justify-items"));
    all.put("place-self", v -> places(v, "align-self", "justify-self"));
    all.put("flex", BoxShorthands::flex);
    all.put("flex-flow", BoxShorthands::flexFlow);
    all.put("grid-row", v -> BoxShorthands.gridLines(v, "grid-row-start", "grid-row-end"));
    all.put("grid-column", v -> BoxShorthands.gridLines(v, "grid-column-start", "grid-column-end"));
    all.put(
        "grid-area",
        v ->
            BoxShorthands.gridLines(
                v, "grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"));
    all.put("grid-template", BoxShorthands::gridTemplate);
    all.put("grid", BoxShorthands::grid);
    all.put("columns", BoxShorthands::columns);
    all.put("container", BoxShorthands::container);
    all.put("background", BackgroundShorthand::expand);
    all.put("font", TextShorthands::font);
    all.put("list-style", TextShorthands::listStyle);
    all.put("text-decoration", TextShorthands::textDecoration);
    all.put("page-break-before", v -> pageBreak(v, "break-before"));
    all.put("page-break-after", v -> pageBreak(v, "break-after"));
    all.put("page-break-inside", v -> Map.of("break-inside", v));
    all.put("word-wrap", v -> Map.of("overflow-wrap", v));
    all.put("border-image", v -> Map.of("border-image-source", v));
    return all;
  }

  public static boolean isShorthand(String property) {
    return ALL.containsKey(property);
  }

  /** The longhands that a shorthand sets, whatever its value. */
  public static List<String> longhands(String shorthand) {
    Map<String, List<Component>> set =
        ALL.get(shorthand).apply(value(shorthand.equals("font") ? "1px x" : initialFor(shorthand)));
    return set == null ? List.of() : List.copyOf(set.keySet());
  }

  private static String initialFor(String shorthand) {
    return switch (shorthand) {
      case "margin", "padding", "gap", "grid-gap", "border-radius", "inset" -> "0";
      case "flex-flow" -> "row";
      case "columns" -> "auto";
      case "overflow" -> "visible";
      case "page-break-before", "page-break-after" -> "auto";
      default ->
          shorthand.endsWith("-style") && !shorthand.equals("list-style")
              ? "none"
              : shorthand.endsWith("-color") ? "red" : shorthand.endsWith("width") ? "0" : "none";
    };
  }

  /**
   * Expands a shorthand; omitted longhands get the keyword {@code initial}.
   *
   * @return empty if invalid
   */
  public static Optional<Map<String, List<Component>>> expand(
      String shorthand, List<Component> value) {
    return Optional.ofNullable(ALL.get(shorthand).apply(value));
  }

  /** Parses a value that is a constant of this program. */
  static List<Component> value(String css) {
    return Component.of(Tokenizer.tokens(css, 1_000)).orElseThrow();
  }

  static List<Component> initial() {
    return keyword("initial");
  }

  static List<Component> keyword(String word) {
    return List.of(Component.leaf(new Token(Type.IDENT, word, 0, "", 0)));
  }

  private static Map<String, List<Component>> fourSides(
      List<Component> value, String before, String after) {
    List<List<Component>> four = four(value);
    if (four == null) {
      return null;
    }
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      all.put(before + SIDES[i] + after, four.get(i));
    }
    return all;
  }

  /** One to four values for four sides; null for any other number. */
  static List<List<Component>> four(List<Component> value) {
    int n = value.size();
    if (n < 1 || n > 4) {
      return null;
    }
    List<List<Component>> four = new ArrayList<>();
    int[][] which = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    for (int i : which[n - 1]) {
      four.add(List.of(value.get(i)));
    }
    return four;
  }

  private static Map<String, List<Component>> pair(
      List<Component> value, String first, String second) {
    if (value.isEmpty() || value.size() > 2) {
      return null;
    }
    Map<String, List<Component>> both = new LinkedHashMap<>();
    both.put(first, List.of(value.get(0)));
    both.put(second, List.of(value.get(value.size() - 1)));
    return both;
  }

  /** One or two of {@code center}, {@code first baseline}, {@code safe end} and the like. */
  private static Map<String, List<Component>> places(
      List<Component> value, String first, String second) {
    int n = value.size();
    if (n == 0 || n > 4) {
      return null;
    }
    int firstSize =
        n > 1 && List.of("first", "last", "safe", "unsafe").contains(value.get(0).ident()) ? 2 : 1;
    Map<String, List<Component>> both = new LinkedHashMap<>();
    both.put(first, value.subList(0, firstSize));
    both.put(second, n > firstSize ? value.subList(firstSize, n) : value.subList(0, firstSize));
    return both;
  }

  private static Map<String, List<Component>> pageBreak(List<Component> value, String property) {
    return Map.of(
        property, value.size() == 1 && value.get(0).isIdent("always") ? keyword("page") : value);
  }
}
