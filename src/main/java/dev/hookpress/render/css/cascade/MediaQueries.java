package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import dev.hookpress.render.css.syntax.Tokens;
import dev.hookpress.render.css.value.Component;
import dev.hookpress.render.css.value.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Evaluates Media Queries 4 and 5 for print or screen. Width and height are those of the page area,
 * without margins: browsers do so when printing, contrary to the specification.
 */
final class MediaQueries {
  private static final Map<String, String> KEYWORDS =
      Map.ofEntries(
          Map.entry("hover", "none"),
          Map.entry("any-hover", "none"),
          Map.entry("pointer", "none"),
          Map.entry("any-pointer", "none"),
          Map.entry("prefers-color-scheme", "light"),
          Map.entry("prefers-reduced-motion", "no-preference"),
          Map.entry("prefers-reduced-transparency", "no-preference"),
          Map.entry("prefers-reduced-data", "no-preference"),
          Map.entry("prefers-contrast", "no-preference"),
          Map.entry("forced-colors", "none"),
          Map.entry("inverted-colors", "none"),
          Map.entry("scripting", "none"),
          Map.entry("update", "none"),
          Map.entry("overflow-block", "paged"),
          Map.entry("overflow-inline", "none"),
          Map.entry("display-mode", "browser"),
          Map.entry("dynamic-range", "standard"),
          Map.entry("video-dynamic-range", "standard"),
          Map.entry("color-gamut", "srgb"),
          Map.entry("scan", ""));

  private final PageBox page;

  MediaQueries(PageBox page) {
    this.page = page;
  }

  /** Matches a {@code media} attribute. */
  boolean match(String queries) {
    return match(Tokens.trim(Tokenizer.tokens(queries, 10_000)));
  }

  /** Whether one of the queries matches; an empty list does. */
  boolean match(List<Token> queries) {
    if (queries.isEmpty()) {
      return true;
    }
    for (List<Token> query : Tokens.splitAtCommas(queries)) {
      Optional<List<Component>> parts = Component.of(query);
      if (parts.isPresent() && !parts.get().isEmpty() && query(parts.get())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a condition without a type of media holds. */
  boolean condition(List<Component> parts) {
    return Truth.condition(parts, this::atom) == Truth.TRUE;
  }

  private boolean query(List<Component> parts) {
    int at = 0;
    boolean not = parts.get(0).isIdent("not") && parts.size() > 1 && parts.get(1).is(Type.IDENT);
    if (not || parts.get(0).isIdent("only")) {
      at++;
    }
    if (at >= parts.size() || !parts.get(at).is(Type.IDENT) || parts.get(at).isIdent("not")) {
      return at == 0 && Truth.condition(parts, this::atom) == Truth.TRUE;
    }
    String type = parts.get(at).ident();
    boolean holds = type.equals("all") || type.equals(page.screen() ? "screen" : "print");
    if (at + 1 < parts.size()) {
      Truth rest = Truth.condition(parts.subList(at + 2, parts.size()), this::atom);
      if (!parts.get(at + 1).isIdent("and") || rest == Truth.UNKNOWN) {
        return false;
      }
      holds &= rest == Truth.TRUE;
    }
    return holds != not;
  }

  private Truth atom(Component component) {
    if (!component.is(Type.OPEN_PAREN)) {
      return Truth.UNKNOWN;
    }
    List<Component> inside = component.children();
    if (inside.isEmpty()) {
      return Truth.UNKNOWN;
    }
    if (inside.get(0).is(Type.OPEN_PAREN) || inside.get(0).isIdent("not")) {
      return Truth.condition(inside, this::atom);
    }
    if (inside.size() == 1) {
      return present(inside.get(0).ident());
    }
    List<List<Component>> pair = Component.split(inside, Type.COLON);
    return pair.size() == 2 && pair.get(0).size() == 1
        ? plain(pair.get(0).get(0).ident(), pair.get(1))
        : range(inside);
  }

  /** A feature without a value: whether it is anything but none or zero. */
  private Truth present(String feature) {
    if (KEYWORDS.containsKey(feature)) {
      String is = KEYWORDS.get(feature);
      return Truth.of(!is.equals("none") && !is.equals("no-preference") && !is.isEmpty());
    }
    if (feature.equals("orientation")) {
      return Truth.TRUE;
    }
    OptionalDouble number = number(feature);
    return number.isPresent() ? Truth.of(number.getAsDouble() != 0) : Truth.UNKNOWN;
  }

  private Truth plain(String feature, List<Component> value) {
    if (feature.equals("orientation") && value.size() == 1) {
      boolean portrait = page.areaHeight() >= page.areaWidth();
      return Truth.of(value.get(0).isIdent(portrait ? "portrait" : "landscape"));
    }
    String is = KEYWORDS.get(feature);
    if (is != null) {
      return value.size() == 1 ? Truth.of(value.get(0).isIdent(is)) : Truth.UNKNOWN;
    }
    boolean min = feature.startsWith("min-");
    boolean max = feature.startsWith("max-");
    return compare(
        min || max ? feature.substring(4) : feature, min ? ">=" : max ? "<=" : "=", value);
  }

  private Truth compare(String feature, String operator, List<Component> value) {
    OptionalDouble has = number(feature);
    OptionalDouble wanted = value(value);
    if (has.isEmpty() || wanted.isEmpty()) {
      return Truth.UNKNOWN;
    }
    double difference = has.getAsDouble() - wanted.getAsDouble();
    // Pages are measured in millimetres, queries in pixels.
    boolean equal = Math.abs(difference) < 0.01;
    return Truth.of(
        switch (operator) {
          case ">=" -> difference > 0 || equal;
          case "<=" -> difference < 0 || equal;
          case ">" -> difference > 0 && !equal;
          case "<" -> difference < 0 && !equal;
          default -> equal;
        });
  }

  /** {@code width >= 600px}, {@code 400px < width <= 700px}. */
  private Truth range(List<Component> inside) {
    List<List<Component>> sides = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    List<Component> side = new ArrayList<>();
    for (int i = 0; i < inside.size(); i++) {
      Component component = inside.get(i);
      if (component.isDelim('<') || component.isDelim('>') || component.isDelim('=')) {
        String operator = component.token().text();
        if (!operator.equals("=") && i + 1 < inside.size() && inside.get(i + 1).isDelim('=')) {
          operator += "=";
          i++;
        }
        operators.add(operator);
        sides.add(side);
        side = new ArrayList<>();
      } else {
        side.add(component);
      }
    }
    sides.add(side);
    if (operators.isEmpty() || operators.size() > 2) {
      return Truth.UNKNOWN;
    }
    if (operators.size() == 1 && isFeature(sides.get(0))) {
      return compare(sides.get(0).get(0).ident(), operators.get(0), sides.get(1));
    }
    if (!isFeature(sides.get(1))) {
      return Truth.UNKNOWN;
    }
    String feature = sides.get(1).get(0).ident();
    Truth first = compare(feature, mirrored(operators.get(0)), sides.get(0));
    if (operators.size() == 1 || first != Truth.TRUE) {
      return first;
    }
    return compare(feature, operators.get(1), sides.get(2));
  }

  private boolean isFeature(List<Component> side) {
    return side.size() == 1 && number(side.get(0).ident()).isPresent();
  }

  private static String mirrored(String operator) {
    return operator.startsWith("<") ? operator.replace('<', '>') : operator.replace('>', '<');
  }

  private OptionalDouble number(String feature) {
    return switch (feature) {
      case "width", "inline-size", "device-width" -> OptionalDouble.of(page.areaWidth());
      case "height", "device-height" -> OptionalDouble.of(page.areaHeight());
      case "aspect-ratio", "device-aspect-ratio" ->
          OptionalDouble.of(page.areaWidth() / Math.max(1, page.areaHeight()));
      case "resolution" -> OptionalDouble.of(300 / 96.0);
      case "-webkit-device-pixel-ratio" -> OptionalDouble.of(300 / 96.0);
      case "color" -> OptionalDouble.of(8);
      case "color-index", "monochrome", "grid" -> OptionalDouble.of(0);
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble value(List<Component> value) {
    List<List<Component>> ratio = Component.splitAtSlash(value);
    if (ratio.size() == 2) {
      OptionalDouble first = value(ratio.get(0));
      OptionalDouble second = value(ratio.get(1));
      return first.isPresent() && second.isPresent() && second.getAsDouble() != 0
          ? OptionalDouble.of(first.getAsDouble() / second.getAsDouble())
          : OptionalDouble.empty();
    }
    return value.size() == 1 ? Measure.plain(value.get(0), page) : OptionalDouble.empty();
  }
}
