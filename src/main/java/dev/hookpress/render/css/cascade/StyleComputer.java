package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.Properties;
import dev.hookpress.render.css.StyledDocument.Style;
import dev.hookpress.render.css.value.Canonical;
import dev.hookpress.render.css.value.Component;
import dev.hookpress.render.css.value.Computed;
import dev.hookpress.render.css.value.Lengths;
import dev.hookpress.render.css.value.Numbers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Computes one element's values from its cascaded declarations. Use one instance per element. */
final class StyleComputer {
  /** Computed first and in this order, as others depend on them. */
  private static final List<String> FIRST =
      List.of("color", "font-family", "font-size", "font-weight", "line-height");

  /** Properties with initial value {@code medium}, which compute to zero without a line. */
  private static final Set<String> LINE_WIDTHS =
      Set.of(
          "border-top-width",
          "border-right-width",
          "border-bottom-width",
          "border-left-width",
          "outline-width",
          "column-rule-width");

  private static final Set<String> NO_BORDER = Set.of("none", "hidden");

  private final Cascade cascade;
  private final ElementState parent;
  private final PageBox page;
  private final Map<String, String> own = new LinkedHashMap<>();
  private final Map<String, String> declared = new LinkedHashMap<>();
  private Map<String, String> inherited;
  private boolean inheritedShared;
  private Lengths lengths;
  private String colour;

  /**
   * @param parent null for the root element
   * @param container the width of the container around, or {@link Double#NaN}
   */
  StyleComputer(Cascade cascade, ElementState parent, PageBox page, double container) {
    this.cascade = cascade;
    this.parent = parent;
    this.page = page;
    this.inherited = parent == null ? new HashMap<>() : parent.inherited();
    this.inheritedShared = parent != null;
    this.lengths = parent == null ? Lengths.initial(page) : parent.lengths().within(container);
    this.colour = parent == null ? "#000000" : parent.computed().get("color");
  }

  /**
   * @param item whether the parent lays out its children as flex or grid items
   */
  ElementState compute(boolean item) {
    Map<String, Cascaded> values = cascade.values();
    for (String property : FIRST) {
      Cascaded value = values.get(property);
      if (value != null) {
        compute(property, value);
      }
      advance(property);
    }
    values.forEach(
        (property, value) -> {
          if (!FIRST.contains(property)) {
            compute(property, value);
          }
        });
    finishBorders();
    finishDisplay(item);
    Style style = new Style(new ComputedStyle(own, inherited), declared);
    return new ElementState(style, cascade.custom(), lengths, inherited);
  }

  /** Updates what the following values depend on. */
  private void advance(String property) {
    switch (property) {
      case "color" -> colour = get("color");
      case "font-size" -> {
        double size = pixels(get("font-size"), 16);
        double root = parent == null ? size : lengths.rootFontSize();
        lengths =
            new Lengths(
                size, root, size * 1.2, zeroWidth(get("font-family")), page, lengths.container());
      }
      case "line-height" -> {
        String height = get("line-height");
        double size = lengths.fontSize();
        double used =
            height.endsWith("px")
                ? pixels(height, size * 1.2)
                : height.equals("normal") ? size * 1.2 : size * number(height, 1.2);
        lengths =
            new Lengths(
                size, lengths.rootFontSize(), used, lengths.zeroWidth(), page, lengths.container());
      }
      default -> {}
    }
  }

  private static double zeroWidth(String families) {
    String lower = families.toLowerCase(java.util.Locale.ROOT);
    if (lower.contains("mono") || lower.contains("courier") || lower.contains("consolas")) {
      return 0.6;
    }
    boolean serif = lower.contains("serif") && !lower.contains("sans");
    return serif || lower.contains("times") ? Lengths.DEFAULT_ZERO_WIDTH : 0.556;
  }

  private String get(String property) {
    String value = own.get(property);
    value = value == null ? inherited.get(property) : value;
    if (value != null) {
      return value;
    }
    String initial = Properties.initial(property);
    return initial.equals("currentcolor") ? colour : initial;
  }

  private void compute(String property, Cascaded cascaded) {
    Cascaded value = cascaded;
    String text = null;
    // Each step goes to the previous winner; the chain is as long as there are layers.
    while (value != null && text == null) {
      List<Component> components = value.value();
      String word =
          components == null
              ? "unset"
              : Longhands.isWide(components) ? components.get(0).ident() : "";
      switch (word) {
        case "" -> {
          text = text(property, value);
          text = text == null ? defaulted(property, "unset") : text;
        }
        case "revert" -> value = belowAuthor(value);
        case "revert-layer" -> value = value.below();
        default -> text = defaulted(property, word);
      }
    }
    if (text == null) {
      text = defaulted(property, "unset");
    }
    put(property, text);
    if (value != null && value.origin().compareTo(Block.Origin.HINT) > 0) {
      declared.put(property, text);
    }
  }

  private static Cascaded belowAuthor(Cascaded value) {
    Cascaded below = value.below();
    while (below != null && below.origin() != Block.Origin.USER_AGENT) {
      below = below.below();
    }
    return below;
  }

  private String defaulted(String property, String word) {
    boolean inherits =
        word.equals("inherit") || word.equals("unset") && Properties.isInherited(property);
    if (inherits && parent != null) {
      return parent.computed().get(property);
    }
    if (LINE_WIDTHS.contains(property)) {
      return "3px";
    }
    String initial = Properties.initial(property);
    return initial.equals("currentcolor") ? colour : initial;
  }

  private void put(String property, String text) {
    if (!Properties.isInherited(property)) {
      own.put(property, text);
    } else if (!text.equals(inherited.get(property))) {
      if (inheritedShared) {
        inherited = new HashMap<>(inherited);
        inheritedShared = false;
      }
      inherited.put(property, text);
    }
  }

  /** Null if it proves invalid. */
  private String text(String property, Cascaded value) {
    Entry entry = value.entry();
    if (entry != null && entry.constant() != null) {
      return entry.constant();
    }
    boolean self = property.equals("color");
    String current = self ? parent == null ? "#000000" : parent.computed().get("color") : colour;
    Optional<Computed> canonical = new Canonical(property, lengths, current).value(value.value());
    if (canonical.isEmpty()) {
      return null;
    }
    Special special = new Special(property, lengths, parent, current);
    String text = special.compute(canonical.get().text(), value.value());
    if (entry != null && !canonical.get().relative() && !special.isRelative()) {
      entry.keep(text);
    }
    return text;
  }

  private void finishBorders() {
    for (String edge :
        List.of(
            "border-top",
            "border-right",
            "border-bottom",
            "border-left",
            "outline",
            "column-rule")) {
      String style = own.get(edge + "-style");
      if (style == null) {
        own.remove(edge + "-width");
      } else if (NO_BORDER.contains(style)) {
        own.put(edge + "-width", "0px");
      } else if (!own.containsKey(edge + "-width")) {
        own.put(edge + "-width", "3px");
      }
    }
  }

  /** Floats, absolutely positioned boxes and flex items are blocks: CSS Display 3 §2.7. */
  private void finishDisplay(boolean item) {
    String display = own.get("display");
    boolean floats = !own.getOrDefault("float", "none").equals("none");
    String position = own.getOrDefault("position", "static");
    if (floats
        || item
        || parent == null
        || position.equals("absolute")
        || position.equals("fixed")) {
      String block =
          switch (display == null ? "inline" : display) {
            case "inline",
                "inline-block",
                "run-in",
                "table-cell",
                "table-row",
                "table-row-group",
                "table-header-group",
                "table-footer-group",
                "table-column",
                "table-column-group",
                "table-caption" ->
                "block";
            case "inline-table" -> "table";
            case "inline-flex" -> "flex";
            case "inline-grid" -> "grid";
            default -> display;
          };
      own.put("display", block);
    }
  }

  private static double pixels(String text, double otherwise) {
    return text.endsWith("px")
        ? number(text.substring(0, text.length() - 2), otherwise)
        : otherwise;
  }

  private static double number(String text, double otherwise) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Formats a font size. */
  static String size(double pixels) {
    return Numbers.pixels(Math.max(0, pixels));
  }
}
