package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expands the shorthands of flexbox, grid and columns. Each method returns null for an invalid
 * value.
 */
final class BoxShorthands {
  private BoxShorthands() {}

  static Map<String, List<Component>> flex(List<Component> value) {
    List<Component> grow = null;
    List<Component> shrink = null;
    List<Component> basis = null;
    if (value.size() == 1 && value.get(0).isIdent("none")) {
      return flex(Shorthands.value("0"), Shorthands.value("0"), Shorthands.keyword("auto"));
    }
    if (value.size() == 1 && value.get(0).isIdent("auto")) {
      return flex(Shorthands.value("1"), Shorthands.value("1"), Shorthands.keyword("auto"));
    }
    if (value.isEmpty() || value.size() > 3) {
      return null;
    }
    for (Component component : value) {
      List<Component> one = List.of(component);
      if (shrink == null && Grammar.accepts("flex-grow", one)) {
        if (grow == null) {
          grow = one;
        } else {
          shrink = one;
        }
      } else if (basis == null && Grammar.accepts("flex-basis", one)) {
        basis = one;
      } else {
        return null;
      }
    }
    return flex(
        grow == null ? Shorthands.value("1") : grow,
        shrink == null ? Shorthands.value("1") : shrink,
        basis == null ? Shorthands.value("0%") : basis);
  }

  private static Map<String, List<Component>> flex(
      List<Component> grow, List<Component> shrink, List<Component> basis) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    all.put("flex-grow", grow);
    all.put("flex-shrink", shrink);
    all.put("flex-basis", basis);
    return all;
  }

  static Map<String, List<Component>> flexFlow(List<Component> value) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    all.put("flex-direction", Shorthands.initial());
    all.put("flex-wrap", Shorthands.initial());
    for (Component component : value) {
      List<Component> one = List.of(component);
      String property =
          Grammar.accepts("flex-direction", one)
              ? "flex-direction"
              : Grammar.accepts("flex-wrap", one) ? "flex-wrap" : null;
      if (property == null) {
        return null;
      }
      all.put(property, one);
    }
    return value.isEmpty() || value.size() > 2 ? null : all;
  }

  /** {@code a / b / c / d}: a missing line is the opposite one if that is a name, else auto. */
  static Map<String, List<Component>> gridLines(List<Component> value, String... properties) {
    List<List<Component>> parts = Component.splitAtSlash(value);
    if (parts.size() > properties.length) {
      return null;
    }
    Map<String, List<Component>> all = new LinkedHashMap<>();
    for (int i = 0; i < properties.length; i++) {
      List<Component> part;
      if (i < parts.size()) {
        part = parts.get(i);
      } else {
        int opposite = i == 1 ? 0 : i - 2;
        List<Component> line = all.get(properties[Math.max(0, opposite)]);
        boolean name =
            line.size() == 1 && line.get(0).is(Type.IDENT) && !line.get(0).isIdent("auto");
        part = name ? line : Shorthands.keyword("auto");
      }
      if (part.isEmpty()) {
        return null;
      }
      all.put(properties[i], part);
    }
    return all;
  }

  /** Rows / columns, or areas row by row with the rows' sizes. */
  static Map<String, List<Component>> gridTemplate(List<Component> value) {
    List<List<Component>> parts = Component.splitAtSlash(value);
    if (value.isEmpty() || parts.size() > 2) {
      return null;
    }
    Map<String, List<Component>> all = new LinkedHashMap<>();
    List<Component> columns = parts.size() == 2 ? parts.get(1) : Shorthands.keyword("none");
    boolean areas = parts.get(0).stream().anyMatch(c -> c.is(Type.STRING));
    if (!areas) {
      if (parts.size() == 1 && !(value.size() == 1 && value.get(0).isIdent("none"))) {
        return null;
      }
      all.put("grid-template-rows", parts.get(0));
      all.put("grid-template-columns", columns);
      all.put("grid-template-areas", Shorthands.keyword("none"));
      return all;
    }
    List<Component> strings = new ArrayList<>();
    List<Component> rows = new ArrayList<>();
    boolean sized = true;
    for (Component component : parts.get(0)) {
      if (component.is(Type.STRING)) {
        if (!sized) {
          rows.addAll(Shorthands.keyword("auto"));
        }
        strings.add(component);
        sized = false;
      } else {
        if (component.is(Type.OPEN_SQUARE) && !sized) {
          rows.addAll(Shorthands.keyword("auto"));
          sized = true;
        }
        rows.add(component);
        sized |= !component.is(Type.OPEN_SQUARE);
      }
    }
    if (!sized) {
      rows.addAll(Shorthands.keyword("auto"));
    }
    all.put("grid-template-rows", rows);
    all.put("grid-template-columns", columns);
    all.put("grid-template-areas", strings);
    return all;
  }

  static Map<String, List<Component>> grid(List<Component> value) {
    List<List<Component>> parts = Component.splitAtSlash(value);
    int flowing = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).stream().anyMatch(c -> c.isIdent("auto-flow"))) {
        flowing = i;
      }
    }
    Map<String, List<Component>> all = new LinkedHashMap<>();
    if (flowing < 0) {
      Map<String, List<Component>> template = gridTemplate(value);
      if (template == null) {
        return null;
      }
      all.putAll(template);
      all.put("grid-auto-flow", Shorthands.keyword("row"));
      all.put("grid-auto-rows", Shorthands.keyword("auto"));
      all.put("grid-auto-columns", Shorthands.keyword("auto"));
      return all;
    }
    if (parts.size() != 2) {
      return null;
    }
    List<Component> flow = new ArrayList<>(Shorthands.keyword(flowing == 0 ? "row" : "column"));
    List<Component> tracks = new ArrayList<>();
    for (Component component : parts.get(flowing)) {
      if (component.isIdent("dense")) {
        flow.add(component);
      } else if (!component.isIdent("auto-flow")) {
        tracks.add(component);
      }
    }
    List<Component> auto = tracks.isEmpty() ? Shorthands.keyword("auto") : tracks;
    List<Component> explicit = parts.get(1 - flowing);
    boolean rows = flowing == 0;
    all.put("grid-template-rows", rows ? Shorthands.keyword("none") : explicit);
    all.put("grid-template-columns", rows ? explicit : Shorthands.keyword("none"));
    all.put("grid-template-areas", Shorthands.keyword("none"));
    all.put("grid-auto-flow", flow);
    all.put("grid-auto-rows", rows ? auto : Shorthands.keyword("auto"));
    all.put("grid-auto-columns", rows ? Shorthands.keyword("auto") : auto);
    return all;
  }

  static Map<String, List<Component>> columns(List<Component> value) {
    Map<String, List<Component>> all = new LinkedHashMap<>();
    all.put("column-width", Shorthands.keyword("auto"));
    all.put("column-count", Shorthands.keyword("auto"));
    for (Component component : value) {
      List<Component> one = List.of(component);
      if (component.isIdent("auto")) {
        continue;
      }
      if (Grammar.accepts("column-count", one)) {
        all.put("column-count", one);
      } else if (Grammar.accepts("column-width", one)) {
        all.put("column-width", one);
      } else {
        return null;
      }
    }
    return value.isEmpty() || value.size() > 2 ? null : all;
  }

  /** {@code name / type}. */
  static Map<String, List<Component>> container(List<Component> value) {
    List<List<Component>> parts = Component.splitAtSlash(value);
    if (parts.size() > 2 || parts.get(0).isEmpty()) {
      return null;
    }
    Map<String, List<Component>> all = new LinkedHashMap<>();
    all.put("container-name", parts.get(0));
    all.put("container-type", parts.size() > 1 ? parts.get(1) : Shorthands.initial());
    return all;
  }
}
