package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expands {@code font}, {@code list-style} and {@code text-decoration}; null if invalid. */
final class TextShorthands {
  private static final Set<String> STRETCHES =
      Set.of(
          "ultra-condensed",
          "extra-condensed",
          "condensed",
          "semi-condensed",
          "semi-expanded",
          "expanded",
          "extra-expanded",
          "ultra-expanded");
  private static final Set<String> SYSTEM_FONTS =
      Set.of("caption", "icon", "menu", "message-box", "small-caption", "status-bar");
  private static final Set<String> LINES = Set.of("underline", "overline", "line-through", "blink");
  private static final Set<String> LINE_STYLES =
      Set.of("solid", "double", "dotted", "dashed", "wavy");

  private TextShorthands() {}

  static Map<String, List<Component>> font(List<Component> value) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (String part : List.of("style", "variant", "weight", "stretch", "size")) {
      all.put("font-" + part, Shorthands.initial());
    }
    all.put("line-height", Shorthands.initial());
    all.put("font-family", Shorthands.initial());
    if (value.size() == 1 && SYSTEM_FONTS.contains(value.get(0).ident())) {
      all.put("font-family", Shorthands.keyword("sans-serif"));
      return all;
    }
    int i = 0;
    for (; i < value.size() && !isSize(value.get(i)); i++) {
      String property = before(value.get(i));
      if (property == null) {
        return null;
      }
      if (!property.isEmpty()) {
        all.put(property, List.of(value.get(i)));
      }
    }
    if (i >= value.size()) {
      return null;
    }
    all.put("font-size", List.of(value.get(i++)));
    if (i + 1 < value.size() && value.get(i).isDelim('/')) {
      List<Component> height = List.of(value.get(i + 1));
      if (!Grammar.accepts("line-height", height)) {
        return null;
      }
      all.put("line-height", height);
      i += 2;
    }
    if (i >= value.size()) {
      return null;
    }
    all.put("font-family", value.subList(i, value.size()));
    return all;
  }

  private static boolean isSize(Component component) {
    return !component.is(Type.NUMBER) && Grammar.accepts("font-size", List.of(component));
  }

  /**
   * The property that a word before the size sets; empty for {@code normal}; null for any other
   * word.
   */
  private static String before(Component component) {
    String word = component.ident();
    if (word.equals("normal")) {
      return "";
    }
    if (word.equals("italic") || word.equals("oblique")) {
      return "font-style";
    }
    if (word.equals("small-caps")) {
      return "font-variant";
    }
    if (STRETCHES.contains(word)) {
      return "font-stretch";
    }
    return Grammar.accepts("font-weight", List.of(component)) ? "font-weight" : null;
  }

  static Map<String, List<Component>> listStyle(List<Component> value) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (String part : List.of("type", "position", "image")) {
      all.put("list-style-" + part, Shorthands.initial());
    }
    boolean none = false;
    for (Component component : value) {
      List<Component> one = List.of(component);
      if (component.isIdent("none")) {
        none = true;
      } else if (Grammar.accepts("list-style-position", one)) {
        all.put("list-style-position", one);
      } else if (Grammar.accepts("list-style-image", one)) {
        all.put("list-style-image", one);
      } else if (component.is(Type.IDENT) || component.is(Type.STRING)) {
        all.put("list-style-type", one);
      } else {
        return null;
      }
    }
    if (none && all.get("list-style-type").get(0).isIdent("initial")) {
      all.put("list-style-type", Shorthands.keyword("none"));
    }
    return value.isEmpty() || value.size() > 3 ? null : all;
  }

  static Map<String, List<Component>> textDecoration(List<Component> value) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (String part : List.of("style", "color", "thickness")) {
      all.put("text-decoration-" + part, Shorthands.initial());
    }
    List<Component> lines = new ArrayList<>();
    for (Component component : value) {
      List<Component> one = List.of(component);
      String word = component.ident();
      if (LINES.contains(word) || word.equals("none")) {
        lines.add(component);
      } else if (LINE_STYLES.contains(word)) {
        all.put("text-decoration-style", one);
      } else if (Grammar.accepts("text-decoration-color", one)) {
        all.put("text-decoration-color", one);
      } else if (Grammar.accepts("text-decoration-thickness", one)) {
        all.put("text-decoration-thickness", one);
      } else {
        return null;
      }
    }
    all.put("text-decoration-line", lines.isEmpty() ? Shorthands.keyword("none") : lines);
    return value.isEmpty() ? null : all;
  }
}
