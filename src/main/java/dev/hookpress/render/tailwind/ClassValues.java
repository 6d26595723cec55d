package dev.hookpress.render.tailwind;

import dev.hookpress.render.tailwind.Dictionary.Utility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads classes without their variants: dictionary classes, colors and bracketed values. */
final class ClassValues {
  private static final Pattern LENGTH =
      Pattern.compile(
          "-?(?:\\d{1,6}(?:\\.\\d{1,6})?|\\.\\d{1,6})(?:px|rem|em|%|pt|mm|cm|in|pc|vh|vw|ch)?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,6}(?:\\.\\d{1,6})?");

  /** Grid tracks, and grid positions. */
  private static final Pattern TRACKS = Pattern.compile("[\\w%.,()/ -]{1,150}");

  private static final Pattern FAMILY = Pattern.compile("[\\w ,'-]{1,100}");
  private static final Pattern ADDRESS =
      Pattern.compile("url\\(['\"]?([^'\"()\\s;{}]{1,190})['\"]?\\)");
  private static final Pattern TEXT = Pattern.compile("(['\"])([^'\"\\\\]{0,100})\\1");

  /**
   * Suffixes of dictionary classes that stand in for a bracketed value: the bracketed class
   * declares the same properties.
   */
  private static final List<String> EXAMPLES = List.of("-0", "-1", "-none", "-tight", "-px", "");

  private static final Map<String, List<String>> COLOURED =
      Map.ofEntries(
          Map.entry("bg", List.of("background-color")),
          Map.entry("text", List.of("color")),
          Map.entry("border", List.of("border-color")),
          Map.entry("border-x", List.of("border-left-color", "border-right-color")),
          Map.entry("border-y", List.of("border-top-color", "border-bottom-color")),
          Map.entry("border-t", List.of("border-top-color")),
          Map.entry("border-r", List.of("border-right-color")),
          Map.entry("border-b", List.of("border-bottom-color")),
          Map.entry("border-l", List.of("border-left-color")),
          Map.entry("border-s", List.of("border-left-color")),
          Map.entry("border-e", List.of("border-right-color")),
          Map.entry("divide", List.of("border-color")),
          Map.entry("fill", List.of("fill")),
          Map.entry("stroke", List.of("stroke")),
          Map.entry("ring", List.of("ring-color")),
          Map.entry("from", List.of("gradient-from")),
          Map.entry("via", List.of("gradient-via")),
          Map.entry("to", List.of("gradient-to")));

  /** Further color prefixes, without effect because the engine does not draw them. */
  private static final Set<String> COLOURED_WITHOUT_EFFECT =
      Set.of("accent", "caret", "decoration", "outline", "placeholder", "shadow", "ring-offset");

  private static final Set<String> OPACITIES =
      Set.of("bg", "text", "border", "divide", "placeholder", "ring");
  private static final Pattern MARKER =
      Pattern.compile("(?:group|peer)(?:/[\\w-]+)?|prose|not-prose|dark|light");

  /** After every dictionary class that sets a width or style of the same border. */
  private static final int COLOUR_ORDER = 1_000_000;

  private final Dictionary dictionary;
  private final Page page;

  ClassValues(Dictionary dictionary, Page page) {
    this.dictionary = dictionary;
    this.page = page;
  }

  /** Returns what the class declares; empty if it is not Tailwind's or not supported. */
  Optional<Utility> utility(String name) {
    Optional<Utility> listed = dictionary.utility(name);
    if (listed.isPresent()) {
      return listed.map(this::onPage);
    }
    int bracket = name.indexOf("-[");
    if (bracket > 0 && name.endsWith("]")) {
      String value = name.substring(bracket + 2, name.length() - 1);
      Optional<Utility> read =
          bracketed(name.substring(0, bracket), value.replace('_', ' ').strip());
      if (read.isPresent()) {
        return read;
      }
    }
    return coloured(name).or(() -> opacity(name)).or(() -> withLineHeight(name));
  }

  /** Whether the class only marks an element for other classes and has no effect of its own. */
  boolean isMarker(String name) {
    return MARKER.matcher(name).matches();
  }

  private Utility onPage(Utility utility) {
    return new Utility(
        utility.order(),
        utility.children(),
        utility.declarations().stream()
            .map(d -> new Declaration(d.property(), page.absolute(d.value())))
            .toList());
  }

  private Optional<Utility> coloured(String name) {
    int slash = slash(name);
    String whole = slash < 0 ? name : name.substring(0, slash);
    for (int dash = whole.indexOf('-'); dash > 0; dash = whole.indexOf('-', dash + 1)) {
      String prefix = whole.substring(0, dash);
      if (!COLOURED.containsKey(prefix) && !COLOURED_WITHOUT_EFFECT.contains(prefix)) {
        continue;
      }
      Optional<String> colour = colour(whole.substring(dash + 1));
      if (colour.isPresent()) {
        Optional<String> seen =
            slash < 0 ? colour : Colours.withOpacity(colour.get(), name.substring(slash + 1));
        return seen.map(value -> paint(prefix, value));
      }
    }
    return Optional.empty();
  }

  /** The position of the first slash outside brackets; -1: none. */
  private static int slash(String name) {
    int depth = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == '/' && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private Optional<String> colour(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      String value = text.substring(1, text.length() - 1).replace('_', ' ');
      String plain = value.startsWith("color:") ? value.substring(6) : value;
      return Colours.parse(plain)
          .or(() -> Colours.isName(plain) ? Optional.of(plain) : Optional.empty());
    }
    return text.equals("transparent") || text.equals("current") || text.equals("inherit")
        ? Optional.of(text)
        : dictionary.colour(text);
  }

  private static Utility paint(String prefix, String colour) {
    List<String> properties = COLOURED.getOrDefault(prefix, List.of());
    int order = COLOUR_ORDER + prefix.length();
    // The engine does not support currentColor; declaring nothing comes closest.
    return new Utility(
        order,
        prefix.equals("divide"),
        colour.equals("current") || colour.equals("inherit")
            ? List.of()
            : properties.stream().map(property -> new Declaration(property, colour)).toList());
  }

  /** Reads {@code bg-opacity-50}; opacity is applied to colors once the element is known. */
  private static Optional<Utility> opacity(String name) {
    int at = name.indexOf("-opacity-");
    if (at < 0 || !OPACITIES.contains(name.substring(0, at))) {
      return Optional.empty();
    }
    String percent = name.substring(at + 9);
    return Colours.withOpacity("#000000", percent)
        .map(
            fits ->
                new Utility(
                    0,
                    false,
                    List.of(new Declaration(name.substring(0, at) + "-opacity", percent))));
  }

  /** Reads {@code text-sm/6} and {@code text-lg/[20px]}: a font size with a line height. */
  private Optional<Utility> withLineHeight(String name) {
    int slash = name.indexOf('/');
    if (slash < 0 || !name.startsWith("text-")) {
      return Optional.empty();
    }
    Optional<Utility> size = utility(name.substring(0, slash));
    Optional<Utility> line = utility("leading-" + name.substring(slash + 1));
    if (size.isEmpty()
        || line.isEmpty()
        || !size.get().declarations().get(0).property().equals("font-size")) {
      return Optional.empty();
    }
    return Optional.of(
        new Utility(
            size.get().order(),
            false,
            List.of(size.get().declarations().get(0), line.get().declarations().get(0))));
  }

  private Optional<Utility> bracketed(String prefix, String value) {
    boolean negative = prefix.startsWith("-");
    String name = negative ? prefix.substring(1) : prefix;
    String typed = value.replaceFirst("^(?:length|percentage|number|family-name|image|url):", "");
    return switch (name) {
      case "text" ->
          length(typed)
              .map(
                  size ->
                      new Utility(
                          orderOf("text-sm"), false, List.of(new Declaration("font-size", size))));
      case "bg" ->
          matched(ADDRESS, typed, 1)
              .map(
                  address ->
                      new Utility(
                          orderOf("bg-none"),
                          false,
                          List.of(
                              new Declaration("background-image", "url(\"" + address + "\")"))));
      case "font" ->
          NUMBER.matcher(typed).matches()
              ? like("font-bold", typed)
              : matched(FAMILY, typed, 0).flatMap(family -> like("font-sans", family));
      case "content" ->
          matched(TEXT, typed, 2)
              .map(
                  text ->
                      new Utility(
                          0, false, List.of(new Declaration("content", "\"" + text + "\""))));
      case "rotate" ->
          typed.matches("-?\\d{1,4}(\\.\\d{1,3})?deg")
              ? like("rotate-0", "rotate(" + (negative ? "-" : "") + typed + ")")
              : Optional.empty();
      case "grid-cols", "col", "row", "flex" ->
          matched(TRACKS, typed, 0)
              .flatMap(
                  tracks ->
                      like(
                          name.equals("col") || name.equals("row")
                              ? name + "-auto"
                              : name.equals("flex") ? "flex-1" : "grid-cols-1",
                          tracks));
      default -> length(typed).flatMap(length -> like(name, negative, length));
    };
  }

  private Optional<Utility> like(String prefix, boolean negative, String length) {
    String value =
        negative ? (length.startsWith("-") ? length.substring(1) : "-" + length) : length;
    for (String ending : EXAMPLES) {
      Optional<Utility> example = dictionary.utility(prefix + ending);
      if (example.isPresent() && !example.get().declarations().isEmpty()) {
        return example.map(utility -> utility.with(value));
      }
    }
    return Optional.empty();
  }

  private Optional<Utility> like(String example, String value) {
    return dictionary.utility(example).map(utility -> utility.with(value));
  }

  private int orderOf(String name) {
    return dictionary.utility(name).map(Utility::order).orElse(0);
  }

  private Optional<String> length(String value) {
    return LENGTH.matcher(value).matches() ? Optional.of(page.absolute(value)) : Optional.empty();
  }

  private static Optional<String> matched(Pattern pattern, String value, int group) {
    var matcher = pattern.matcher(value);
    return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
  }
}
