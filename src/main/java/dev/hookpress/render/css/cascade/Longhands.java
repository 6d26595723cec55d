package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.Properties;
import dev.hookpress.render.css.StyleWarning.Kind;
import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.value.Component;
import dev.hookpress.render.css.value.Grammar;
import dev.hookpress.render.css.value.Shorthands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Expands declarations to longhands. */
final class Longhands {
  private static final Set<String> WIDE =
      Set.of("inherit", "initial", "unset", "revert", "revert-layer");

  /** Properties with the same meaning as their former prefixed version. */
  private static final Set<String> ALIASED =
      Set.of(
          "align-content",
          "align-items",
          "align-self",
          "background-clip",
          "background-size",
          "border-radius",
          "box-shadow",
          "box-sizing",
          "column-count",
          "column-gap",
          "columns",
          "filter",
          "flex",
          "flex-basis",
          "flex-direction",
          "flex-flow",
          "flex-grow",
          "flex-shrink",
          "flex-wrap",
          "hyphens",
          "justify-content",
          "order",
          "print-color-adjust",
          "transform",
          "transform-origin",
          "column-break-inside");

  /** Properties that are understood, so that their values are computed, but not drawn. */
  private static final Set<String> UNDRAWN =
      Set.of(
          "background-attachment",
          "border-image-source",
          "box-decoration-break",
          "clip-path",
          "filter",
          "font-stretch",
          "mix-blend-mode",
          "object-fit",
          "outline-style",
          "text-decoration-style",
          "text-underline-offset");

  private Longhands() {}

  /** The standard name of a vendor's property; the name itself if there is none. */
  static String alias(String name) {
    if (name.startsWith("-webkit-") && ALIASED.contains(name.substring(8))) {
      return name.equals("-webkit-column-break-inside") ? "break-inside" : name.substring(8);
    }
    return switch (name) {
      case "color-adjust" -> "print-color-adjust";
      // Browsers draw text in the one, and its rules and borders in the other.
      case "-webkit-text-fill-color" -> "color";
      default -> name;
    };
  }

  static boolean isWide(List<Component> value) {
    return value.size() == 1 && value.get(0).is(Type.IDENT) && WIDE.contains(value.get(0).ident());
  }

  /** Whether a value is only known when it is computed for an element. */
  static boolean isPending(List<Token> value) {
    for (Token token : value) {
      if (token.isFunction("var") || token.isFunction("env")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds a declaration's longhands, or warns why there are none.
   *
   * @param value without {@code var()}
   * @return false if invalid
   */
  static boolean expand(String property, List<Token> value, Map<String, List<Component>> into) {
    Optional<List<Component>> components = Component.of(value);
    if (components.isEmpty() || components.get().isEmpty()) {
      return false;
    }
    return expandComponents(property, components.get(), into);
  }

  private static boolean expandComponents(
      String property, List<Component> value, Map<String, List<Component>> into) {
    if (Shorthands.isShorthand(property)) {
      if (isWide(value)) {
        Shorthands.longhands(property).forEach(longhand -> into.put(longhand, value));
        return true;
      }
      Optional<Map<String, List<Component>>> longhands = Shorthands.expand(property, value);
      if (longhands.isEmpty()) {
        return false;
      }
      for (Map.Entry<String, List<Component>> each : longhands.get().entrySet()) {
        if (!isWide(each.getValue()) && !Grammar.accepts(each.getKey(), each.getValue())) {
          return false;
        }
      }
      into.putAll(longhands.get());
      return true;
    }
    if (!isWide(value) && !Grammar.accepts(property, value)) {
      return false;
    }
    into.put(property, value);
    return true;
  }

  /** The entries of a block's declarations, in order. */
  static List<Entry> entries(
      List<Declaration> declarations, Block.Source source, WarningList warnings) {
    List<Entry> entries = new ArrayList<>();
    String sheet = source.name();
    for (Declaration written : declarations) {
      Declaration declaration =
          new Declaration(
              written.name(),
              source.addresses().absolute(source.base(), written.value()),
              written.important(),
              written.line());
      String property = alias(declaration.name());
      boolean important = declaration.important();
      if (declaration.isCustom()) {
        entries.add(Entry.custom(declaration.name(), declaration.value(), important));
      } else if (property.equals("all")) {
        Optional<List<Component>> value = Component.of(declaration.value());
        if (value.isPresent() && isWide(value.get())) {
          entries.add(Entry.all(value.get(), important));
        }
      } else if (!isUsed(property)) {
        if (!isQuiet(property)) {
          warnings.add(Kind.PROPERTY, property, sheet, declaration.line());
        }
      } else if (isPending(declaration.value())) {
        entries.add(Entry.pending(property, declaration.value(), important));
      } else {
        Map<String, List<Component>> longhands = new LinkedHashMap<>();
        if (expand(property, declaration.value(), longhands)) {
          longhands.forEach(
              (longhand, value) -> {
                entries.add(Entry.of(longhand, value, important));
                if (isUndrawn(longhand, value)) {
                  warnings.undrawn(longhand, sheet, declaration.line());
                }
              });
          if (isVertical(property, declaration.value())) {
            warnings.add(Kind.VALUE, property, sheet, declaration.line());
          }
        } else if (!hasPrefix(declaration.value())) {
          warnings.add(Kind.VALUE, property, sheet, declaration.line());
        }
      }
    }
    return entries;
  }

  /** Whether a value has a look on paper that is not drawn. */
  private static boolean isUndrawn(String longhand, List<Component> value) {
    return UNDRAWN.contains(longhand)
        && !isWide(value)
        && !(value.size() == 1
            && (value.get(0).isIdent("none")
                || value.get(0).isIdent("auto")
                || value.get(0).isIdent(Properties.initial(longhand))));
  }

  /** Whether it asks for vertical lines, which are not laid out. */
  private static boolean isVertical(String property, List<Token> value) {
    return property.equals("writing-mode")
        && value.stream()
            .filter(token -> token.is(Type.IDENT))
            .anyMatch(
                token ->
                    token.text().startsWith("vertical") || token.text().startsWith("sideways"));
  }

  private static boolean isUsed(String property) {
    return Properties.isKnown(property)
        || Shorthands.isShorthand(property)
        || LogicalProperties.isLogical(property)
        || property.startsWith("-fs-");
  }

  private static boolean isQuiet(String property) {
    return property.startsWith("-")
        || property.startsWith("mso-")
        || property.startsWith("*")
        || property.startsWith("_")
        || Properties.isScreenOnly(property);
  }

  private static boolean hasPrefix(List<Token> value) {
    for (Token token : value) {
      if ((token.is(Type.IDENT) || token.is(Type.FUNCTION)) && token.text().startsWith("-")) {
        return true;
      }
    }
    return false;
  }
}
