package dev.hookpress.render.css.value;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.value.Quantity.Kind;
import dev.hookpress.render.css.value.Quantity.Linear;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The valid values of longhands with one component, so that a declaration that browsers would drop
 * does not override one that they keep. Other longhands accept any well-formed value.
 */
public final class Grammar {
  /**
   * {@code names: valid values}. {@code L} a length, {@code %} a percentage, {@code N} a number,
   * {@code I} an integer, {@code C} a colour, {@code U} an address or gradient, {@code +} nothing
   * negative; other words are keywords.
   */
  private static final String TABLE =
      """
      width height min-width min-height max-width max-height flex-basis inline-size block-size \
      min-inline-size min-block-size max-inline-size max-block-size: L % + auto none min-content \
      max-content fit-content stretch content -webkit-fill-available fit-content()
      margin-top margin-right margin-bottom margin-left margin-inline-start margin-inline-end \
      margin-block-start margin-block-end top right bottom left inset-inline-start \
      inset-inline-end inset-block-start inset-block-end: L % auto
      padding-top padding-right padding-bottom padding-left padding-inline-start \
      padding-inline-end padding-block-start padding-block-end: L % +
      row-gap column-gap: L % + normal
      border-top-width border-right-width border-bottom-width border-left-width outline-width \
      column-rule-width border-inline-start-width border-inline-end-width \
      border-block-start-width border-block-end-width: L + thin medium thick
      border-top-style border-right-style border-bottom-style border-left-style outline-style \
      column-rule-style border-inline-start-style border-inline-end-style \
      border-block-start-style border-block-end-style: none hidden dotted dashed solid double \
      groove ridge inset outset auto
      border-top-color border-right-color border-bottom-color border-left-color outline-color \
      column-rule-color background-color color text-decoration-color border-inline-start-color \
      border-inline-end-color border-block-start-color border-block-end-color: C
      display: none block inline inline-block list-item table inline-table table-row-group \
      table-header-group table-footer-group table-row table-column-group table-column table-cell \
      table-caption flex inline-flex grid inline-grid flow-root contents run-in ruby ruby-text \
      *two
      float: none left right inline-start inline-end bottom footnote
      clear: none left right both inline-start inline-end
      position: static relative absolute fixed sticky running()
      box-sizing: content-box border-box
      visibility: visible hidden collapse
      overflow-x overflow-y: visible hidden scroll auto clip
      text-align: left right center justify start end match-parent -webkit-center -webkit-left \
      -webkit-right
      text-align-last: auto left right center justify start end
      text-transform: none uppercase lowercase capitalize full-width *two
      white-space: normal pre nowrap pre-wrap pre-line break-spaces *two
      overflow-wrap: normal break-word anywhere
      word-break: normal break-all keep-all break-word auto-phrase
      hyphens: none manual auto
      font-size: L % + xx-small x-small small medium large x-large xx-large xxx-large smaller \
      larger math
      font-weight: N + normal bold bolder lighter
      font-style: normal italic oblique *two
      line-height: L % N + normal
      letter-spacing word-spacing: L % normal
      text-indent: L % *two
      direction: ltr rtl
      caption-side: top bottom
      empty-cells: show hide
      table-layout: auto fixed
      border-collapse: collapse separate
      list-style-position: inside outside
      vertical-align: L % baseline sub super top text-top middle bottom text-bottom
      z-index: I auto
      order: I
      orphans widows: I +
      opacity fill-opacity stroke-opacity stop-opacity: N %
      flex-grow flex-shrink: N +
      flex-direction: row row-reverse column column-reverse
      flex-wrap: nowrap wrap wrap-reverse
      break-before break-after: auto avoid always all avoid-page page left right recto verso \
      avoid-column column avoid-region region
      break-inside: auto avoid avoid-page avoid-column avoid-region
      object-fit: fill contain cover none scale-down
      text-overflow: clip ellipsis
      container-type: normal inline-size size scroll-state *two
      column-count: I + auto
      -webkit-line-clamp: I + none
      column-width: L + auto
      outline-offset text-underline-offset text-decoration-thickness: L % auto from-font
      list-style-image: U none
      border-top-left-radius border-top-right-radius border-bottom-left-radius \
      border-bottom-right-radius border-start-start-radius border-start-end-radius \
      border-end-start-radius border-end-end-radius: L % + *two
      background-image: *list U none
      box-shadow text-shadow: *any
      background-repeat: *list repeat repeat-x repeat-y no-repeat space round *two
      background-attachment: *list scroll fixed local
      background-clip: *list border-box padding-box content-box text border-area
      background-origin: *list border-box padding-box content-box
      """;

  private static final Map<String, Grammar> TABLES = Map.copyOf(read());
  private static final Lengths ANY = Lengths.initial(new PageBox(800, 1000, 0, 0, 0, 0));

  private static final Set<String> ADDRESSES =
      Set.of(
          "url",
          "src",
          "linear-gradient",
          "radial-gradient",
          "repeating-linear-gradient",
          "repeating-radial-gradient",
          "conic-gradient",
          "repeating-conic-gradient",
          "image-set",
          "-webkit-image-set",
          "image",
          "cross-fade",
          "element");

  private final Set<String> words;

  private Grammar(Set<String> words) {
    this.words = words;
  }

  private static Map<String, Grammar> read() {
    Map<String, Grammar> all = new HashMap<>();
    for (String line : TABLE.strip().split("\n")) {
      int colon = line.indexOf(':');
      Grammar grammar = new Grammar(Set.of(line.substring(colon + 1).strip().split("\\s+")));
      for (String name : line.substring(0, colon).split("\\s+")) {
        all.put(name, grammar);
      }
    }
    return all;
  }

  /** Whether the value, which has no CSS-wide keyword, is valid for the longhand. */
  public static boolean accepts(String property, List<Component> value) {
    if (property.equals("font-family")) {
      return acceptsFamilies(value);
    }
    Grammar grammar = TABLES.get(property);
    if (grammar == null || grammar.words.contains("*any")) {
      // No property has a colon: a semicolon or the value before it was forgotten.
      return !value.isEmpty()
          && (property.startsWith("--") || value.stream().noneMatch(it -> it.is(Type.COLON)));
    }
    if (!grammar.words.contains("*list")) {
      return grammar.acceptsItem(value);
    }
    for (List<Component> item : Component.split(value, Type.COMMA)) {
      if (!grammar.acceptsItem(item)) {
        return false;
      }
    }
    return true;
  }

  /** Whether each is a string, or words that need no quotes. */
  private static boolean acceptsFamilies(List<Component> value) {
    for (List<Component> family : Component.split(value, Type.COMMA)) {
      boolean string = family.size() == 1 && family.get(0).is(Type.STRING);
      if (family.isEmpty() || !string && !family.stream().allMatch(it -> it.is(Type.IDENT))) {
        return false;
      }
    }
    return true;
  }

  private boolean acceptsItem(List<Component> value) {
    if (value.size() == 1) {
      return accepts(value.get(0));
    }
    return words.contains("*two")
        && value.size() == 2
        && (acceptsPart(value.get(0)) && acceptsPart(value.get(1)));
  }

  /** Checks one of two words: there are more combinations than are listed. */
  private boolean acceptsPart(Component component) {
    return component.is(Type.IDENT) || accepts(component);
  }

  private boolean accepts(Component component) {
    return switch (component.token().type()) {
      case IDENT ->
          words.contains(component.ident())
              || words.contains("C") && Grammar.colour(component).isPresent();
      case HASH -> words.contains("C") && Grammar.colour(component).isPresent();
      case URL -> words.contains("U");
      case FUNCTION -> acceptsFunction(component);
      case NUMBER, PERCENTAGE, DIMENSION -> acceptsQuantity(component);
      default -> false;
    };
  }

  private static Optional<Colour> colour(Component component) {
    return new Colours(Colour.BLACK, ANY).read(component);
  }

  private boolean acceptsFunction(Component component) {
    String name = component.function();
    if (Calculation.isFunction(component)) {
      return acceptsQuantity(component);
    }
    if (Colours.isFunction(component)) {
      return words.contains("C") && colour(component).isPresent();
    }
    String plain = name.startsWith("-webkit-") || name.startsWith("-moz-") ? "" : name;
    return words.contains(name + "()") || words.contains("U") && ADDRESSES.contains(plain);
  }

  private boolean acceptsQuantity(Component component) {
    Optional<Quantity> value = new Calculation(ANY).value(component);
    if (value.isEmpty()) {
      return false;
    }
    boolean calculated = component.is(Type.FUNCTION);
    if (!(value.get() instanceof Linear linear)) {
      return words.contains("L") && words.contains("%");
    }
    // A calculated value is clamped rather than rejected.
    if (words.contains("+") && !calculated && (linear.value() < 0 || linear.percent() < 0)) {
      return false;
    }
    if (linear.kind() == Kind.NUMBER) {
      return words.contains("N")
          || words.contains("I") && (calculated || component.token().isInteger())
          || words.contains("L") && linear.value() == 0 && !calculated;
    }
    if (linear.kind() != Kind.LENGTH) {
      return false;
    }
    return linear.isPlain()
        ? words.contains("L")
        : words.contains("%") && (linear.value() == 0 || words.contains("L"));
  }
}
