package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code background}, with any number of layers. */
final class BackgroundShorthand {
  private static final Set<String> POSITIONS = Set.of("left", "right", "top", "bottom", "center");
  private static final Set<String> REPEATS =
      Set.of("repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round");
  private static final Set<String> ATTACHMENTS = Set.of("scroll", "fixed", "local");
  private static final Set<String> BOXES =
      Set.of("border-box", "padding-box", "content-box", "text");
  private static final List<String> LISTS =
      List.of("image", "position", "size", "repeat", "attachment", "origin", "clip");

  private final Map<String, List<Component>> layer = new LinkedHashMap<>();
  private List<Component> colour;
  private boolean sizing;

  private BackgroundShorthand() {}

  /** Null if invalid. */
  static Map<String, List<Component>> expand(List<Component> value) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    List<List<Component>> layers = Component.split(value, Type.COMMA);
    List<Component> colour = null;
    for (List<Component> each : layers) {
      BackgroundShorthand one = new BackgroundShorthand();
      // Only the last layer has a colour.
      if (each.isEmpty() || colour != null || !one.read(each)) {
        return null;
      }
      colour = one.colour;
      for (String part : LISTS) {
        List<Component> list = all.computeIfAbsent("background-" + part, p -> new ArrayList<>());
        if (!list.isEmpty()) {
          list.add(Component.leaf(new Token(Type.COMMA, ",", 0, "", 0)));
        }
        list.addAll(one.layer.getOrDefault(part, initial(part)));
      }
    }
    all.put("background-color", colour == null ? Shorthands.initial() : colour);
    return all;
  }

  private static List<Component> initial(String part) {
    return switch (part) {
      case "image" -> Shorthands.keyword("none");
      case "position" -> Shorthands.value("0% 0%");
      case "size" -> Shorthands.keyword("auto");
      case "repeat" -> Shorthands.keyword("repeat");
      case "attachment" -> Shorthands.keyword("scroll");
      case "origin" -> Shorthands.keyword("padding-box");
      default -> Shorthands.keyword("border-box");
    };
  }

  private boolean read(List<Component> components) {
    for (Component component : components) {
      if (!read(component)) {
        return false;
      }
    }
    return true;
  }

  private boolean read(Component component) {
    List<Component> one = List.of(component);
    String word = component.ident();
    if (component.isDelim('/')) {
      sizing = layer.containsKey("position");
      return sizing;
    }
    boolean length = Grammar.accepts("margin-top", one);
    if (sizing && (length || word.equals("cover") || word.equals("contain"))) {
      return add("size", component, 2);
    }
    if (POSITIONS.contains(word) || length && !word.equals("auto")) {
      return add("position", component, 4);
    }
    if (REPEATS.contains(word)) {
      return add("repeat", component, 2);
    }
    if (ATTACHMENTS.contains(word)) {
      return add("attachment", component, 1);
    }
    if (BOXES.contains(word)) {
      // The first box is both origin and clip, a second one is the clip.
      boolean second = layer.containsKey("origin");
      layer.put("clip", one);
      return second || add("origin", component, 1);
    }
    if (colour == null && Grammar.accepts("background-color", one)) {
      colour = one;
      return true;
    }
    return Grammar.accepts("background-image", one) && add("image", component, 1);
  }

  private boolean add(String part, Component component, int max) {
    List<Component> list = layer.computeIfAbsent(part, p -> new ArrayList<>());
    list.add(component);
    return list.size() <= max;
  }
}
