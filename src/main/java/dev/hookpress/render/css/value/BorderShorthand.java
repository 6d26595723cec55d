package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code border}, {@code border-top} and the like, {@code outline}, {@code border-radius}. */
final class BorderShorthand {
  private static final String[] CORNERS = {"top-left", "top-right", "bottom-right", "bottom-left"};

  private BorderShorthand() {}

  /** Width, style and colour in any order. Null if invalid. */
  static Map<String, List<Component>> expand(String shorthand, List<Component> value) {
    if (value.isEmpty() || value.size() > 3) {
      return null;
    }
    List<Component> width = null;
    List<Component> style = null;
    List<Component> colour = null;
    for (Component component : value) {
      List<Component> one = List.of(component);
      if (style == null && Grammar.accepts("border-top-style", one)) {
        style = one;
      } else if (width == null && Grammar.accepts("border-top-width", one)) {
        width = one;
      } else if (colour == null && Grammar.accepts("border-top-color", one)) {
        colour = one;
      } else {
        return null;
      }
    }
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (String edge : edges(shorthand)) {
      all.put(edge + "-width", width == null ? Shorthands.initial() : width);
      all.put(edge + "-style", style == null ? Shorthands.initial() : style);
      all.put(edge + "-color", colour == null ? Shorthands.initial() : colour);
    }
    return all;
  }

  private static List<String> edges(String shorthand) {
    return switch (shorthand) {
      case "border" -> List.of("border-top", "border-right", "border-bottom", "border-left");
      case "border-inline", "border-block" -> List.of(shorthand + "-start", shorthand + "-end");
      default -> List.of(shorthand);
    };
  }

  static Map<String, List<Component>> radius(List<Component> value) {
    List<List<Component>> parts = Component.splitAtSlash(value);
    List<List<Component>> across = Shorthands.four(parts.get(0));
    List<List<Component>> down = parts.size() == 2 ? Shorthands.four(parts.get(1)) : across;
    if (across == null || down == null || parts.size() > 2) {
      return null;
    }
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      List<Component> corner = new ArrayList<>(across.get(i));
      if (parts.size() == 2) {
        corner.addAll(down.get(i));
      }
      all.put("border-" + CORNERS[i] + "-radius", corner);
    }
    return value.stream().anyMatch(c -> c.is(Type.COMMA)) ? null : all;
  }
}
