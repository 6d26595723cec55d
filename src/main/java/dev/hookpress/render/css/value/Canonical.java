package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import dev.hookpress.render.css.value.Quantity.Kind;
import dev.hookpress.render.css.value.Quantity.Linear;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts a longhand's value to its canonical form. Use one instance per value. */
public final class Canonical {
  /** Properties in which a plain zero is a number; in all others it is a length. */
  private static final Set<String> NUMERIC =
      Set.of(
          "aspect-ratio",
          "column-count",
          "counter-increment",
          "counter-reset",
          "counter-set",
          "fill-opacity",
          "flex-grow",
          "flex-shrink",
          "font-feature-settings",
          "font-weight",
          "grid-column-end",
          "grid-column-start",
          "grid-row-end",
          "grid-row-start",
          "line-height",
          "opacity",
          "order",
          "orphans",
          "rotate",
          "scale",
          "stop-opacity",
          "stroke-dasharray",
          "stroke-dashoffset",
          "stroke-miterlimit",
          "stroke-opacity",
          "stroke-width",
          "tab-size",
          "widows",
          "z-index",
          "zoom",
          "font-variation-settings",
          "size-adjust");

  /** Properties whose identifiers are defined by the author. */
  private static final Set<String> OWN_NAMES =
      Set.of(
          "content",
          "counter-increment",
          "counter-reset",
          "counter-set",
          "font-family",
          "grid-column-end",
          "grid-column-start",
          "grid-row-end",
          "grid-row-start",
          "grid-template-areas",
          "grid-template-columns",
          "grid-template-rows",
          "page",
          "string-set",
          "quotes",
          "src");

  /** Functions whose arguments are names defined by the author. */
  private static final Set<String> NAMING =
      Set.of("running", "element", "counter", "counters", "string", "attr", "target-counter");

  private static final Set<String> COLOURED =
      Set.of(
          "background-image",
          "box-shadow",
          "text-shadow",
          "fill",
          "stroke",
          "color",
          "filter",
          "border-image-source",
          "mask-image");

  private static final Set<String> NUMBERS_WITHIN =
      Set.of(
          "scale",
          "scalex",
          "scaley",
          "scalez",
          "scale3d",
          "matrix",
          "matrix3d",
          "rotate",
          "rotatex",
          "rotatey",
          "rotatez",
          "rotate3d",
          "skew",
          "skewx",
          "skewy",
          "opacity",
          "brightness",
          "contrast",
          "grayscale",
          "invert",
          "saturate",
          "sepia",
          "repeat",
          "cubic-bezier",
          "counter",
          "counters",
          "linear-gradient",
          "repeating-linear-gradient",
          "conic-gradient");

  private final String property;
  private final Lengths lengths;
  private final Colours colours;
  private final boolean coloured;
  private boolean ownNames;
  private boolean relative;

  /**
   * @param colour the canonical value of {@code currentcolor}
   */
  public Canonical(String property, Lengths lengths, String colour) {
    this.property = property;
    this.lengths = lengths;
    this.colours = new Colours(colour(colour), lengths);
    this.ownNames = OWN_NAMES.contains(property) || !isPlain(property);
    this.coloured = COLOURED.contains(property) || property.endsWith("-color");
  }

  private static boolean isPlain(String property) {
    return !property.startsWith("--");
  }

  private static Colour colour(String canonical) {
    if (canonical.startsWith("#")) {
      return Colour.rgb(Integer.parseInt(canonical.substring(1), 16));
    }
    if (!canonical.startsWith("rgba(")) {
      return Colour.TRANSPARENT;
    }
    String[] c = canonical.substring(5, canonical.length() - 1).split(", ");
    return new Colour(
        Double.parseDouble(c[0]) / 255,
        Double.parseDouble(c[1]) / 255,
        Double.parseDouble(c[2]) / 255,
        Double.parseDouble(c[3]));
  }

  /** Empty if invalid. */
  public Optional<Computed> value(List<Component> components) {
    StringBuilder text = new StringBuilder();
    boolean good = append(text, components, NUMERIC.contains(property));
    return good && !text.isEmpty()
        ? Optional.of(new Computed(text.toString(), relative || colours.isRelative()))
        : Optional.empty();
  }

  private boolean append(StringBuilder text, List<Component> components, boolean numbers) {
    boolean space = false;
    for (Component component : components) {
      if (component.is(Type.COMMA)) {
        text.append(", ");
        space = false;
        continue;
      }
      if (space) {
        text.append(' ');
      }
      space = true;
      if (!append(text, component, numbers)) {
        return false;
      }
    }
    return true;
  }

  private boolean append(StringBuilder text, Component component, boolean numbers) {
    Token token = component.token();
    switch (token.type()) {
      case NUMBER -> text.append(number(token, numbers));
      case PERCENTAGE -> text.append(Numbers.text(token.number())).append('%');
      case DIMENSION -> {
        return quantity(text, component);
      }
      case HASH -> {
        Optional<Colour> colour = coloured ? colours.read(component) : Optional.empty();
        text.append(colour.map(Colour::text).orElse("#" + token.text()));
        return colour.isPresent() || !coloured;
      }
      case IDENT -> text.append(ident(component));
      case FUNCTION -> {
        return function(text, component, numbers);
      }
      case STRING -> text.append(Tokens.string(token.text()));
      case URL -> text.append("url(").append(Tokens.string(token.text())).append(')');
      case OPEN_SQUARE -> {
        text.append('[');
        boolean good = append(text, component.children(), true);
        text.append(']');
        return good;
      }
      case DELIM -> text.append(token.text());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String number(Token token, boolean numbers) {
    return token.number() == 0 && !numbers ? "0px" : Numbers.text(token.number());
  }

  private boolean quantity(StringBuilder text, Component component) {
    Calculation calculation = new Calculation(lengths);
    Optional<Quantity> quantity = calculation.value(component);
    relative |= calculation.isRelative();
    quantity.ifPresent(value -> text.append(value.text()));
    return quantity.isPresent();
  }

  private String ident(Component component) {
    if (coloured) {
      Optional<Colour> colour = colours.read(component);
      if (colour.isPresent()) {
        return colour.get().text();
      }
    }
    return Tokens.ident(ownNames ? component.token().text() : component.ident());
  }

  private boolean function(StringBuilder text, Component component, boolean numbers) {
    if (Calculation.isFunction(component)) {
      return quantity(text, component);
    }
    if (Colours.isFunction(component)) {
      Optional<Colour> colour = colours.read(component);
      colour.ifPresent(value -> text.append(value.text()));
      return colour.isPresent() && coloured;
    }
    String name = component.function();
    if (name.equals("url") || name.equals("src")) {
      List<Component> address = component.children();
      if (address.size() != 1 || !address.get(0).is(Type.STRING)) {
        return false;
      }
      text.append("url(").append(Tokens.string(address.get(0).token().text())).append(')');
      return true;
    }
    boolean outside = ownNames;
    ownNames |= NAMING.contains(name);
    boolean within = numbers && !name.equals("minmax") && !name.equals("fit-content");
    text.append(Tokens.ident(name)).append('(');
    boolean good = append(text, component.children(), within || NUMBERS_WITHIN.contains(name));
    text.append(')');
    ownNames = outside;
    return good;
  }

  /** Evaluates a length, percentage or number; empty for any other value. */
  static Optional<Linear> linear(Component component, Lengths lengths) {
    return new Calculation(lengths)
        .value(component)
        .filter(quantity -> quantity instanceof Linear)
        .map(quantity -> (Linear) quantity);
  }

  static boolean isLength(Linear linear) {
    return linear.kind() == Kind.LENGTH && linear.isPlain()
        || linear.kind() == Kind.NUMBER && linear.value() == 0;
  }

  static String lower(Component component) {
    return component.token().text().toLowerCase(Locale.ROOT);
  }
}
