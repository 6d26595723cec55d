package dev.hookpress.render.css.value;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads shadows of boxes and of text. */
public final class Shadows {
  /** An inner shadow with this spread fills its box. */
  private static final double FILLS = 200;

  /** Authors write two or three; each draws the text or the box once more. */
  private static final int MAX_SHADOWS = 6;

  private static final Lengths ANY = Lengths.initial(new PageBox(0, 0, 0, 0, 0, 0));

  private Shadows() {}

  /**
   * The colour of an inner shadow that fills its whole box, as used for striped tables.
   *
   * @param shadow a canonical {@code box-shadow}
   */
  public static Optional<String> fill(String shadow) {
    List<Component> components = Component.of(Tokenizer.tokens(shadow, 200)).orElse(List.of());
    boolean inset = false;
    Colour colour = null;
    List<Double> lengths = new ArrayList<>();
    for (Component component : components) {
      if (component.is(Type.COMMA)) {
        return Optional.empty();
      }
      inset |= component.isIdent("inset");
      Canonical.linear(component, ANY).ifPresent(linear -> lengths.add(linear.value()));
      colour = new Colours(Colour.BLACK, ANY).read(component).orElse(colour);
    }
    return inset && colour != null && lengths.size() == 4 && lengths.get(3) >= FILLS
        ? Optional.of(colour.text())
        : Optional.empty();
  }

  /**
   * The shadows of a text that can be seen, from back to front. One that is blurred is as much
   * paler as its edges are wider.
   *
   * @param shadow a canonical {@code text-shadow}
   * @return for each the offset to the right and down in pixels and red, green, blue and alpha from
   *     0 to 1, with spaces between; shadows are separated by semicolons
   */
  public static String ofText(String shadow) {
    return of(
        shadow,
        one -> {
          double alpha = one.colour().alpha() / (1 + one.length(2) / 2);
          return one.inset() || alpha == 0
              ? ""
              : text(one.length(0), one.length(1)) + " " + text(one.colour(), alpha);
        });
  }

  /**
   * The shadows outside a box that can be seen, from back to front.
   *
   * @param shadow a canonical {@code box-shadow}
   * @return for each the offset to the right and down, blur and spread in pixels, and red, green,
   *     blue and alpha from 0 to 1, with spaces between; shadows are separated by semicolons
   */
  public static String ofBox(String shadow) {
    return of(
        shadow,
        one ->
            one.inset() || one.colour().alpha() == 0
                ? ""
                : text(one.length(0), one.length(1), one.length(2), one.length(3))
                    + " "
                    + text(one.colour(), one.colour().alpha()));
  }

  private record Shadow(List<Double> lengths, Colour colour, boolean inset) {
    /** The length at a place of the value; 0 if it is left out. */
    double length(int place) {
      return place < lengths.size() ? lengths.get(place) : 0;
    }
  }

  private static String of(String shadow, Function<Shadow, String> text) {
    if (shadow.isEmpty() || shadow.equals("none")) {
      return "";
    }
    List<Component> components = Component.of(Tokenizer.tokens(shadow, 200)).orElse(List.of());
    List<List<Component>> parts = Component.split(components, Type.COMMA);
    List<String> shadows = new ArrayList<>();
    for (List<Component> part : parts.subList(0, Math.min(parts.size(), MAX_SHADOWS))) {
      Colour colour = Colour.BLACK;
      boolean inset = false;
      List<Double> lengths = new ArrayList<>();
      for (Component component : part) {
        inset |= component.isIdent("inset");
        Canonical.linear(component, ANY).ifPresent(linear -> lengths.add(linear.value()));
        colour = new Colours(Colour.BLACK, ANY).read(component).orElse(colour);
      }
      String one = lengths.size() < 2 ? "" : text.apply(new Shadow(lengths, colour, inset));
      if (!one.isEmpty()) {
        shadows.add(0, one);
      }
    }
    return String.join(";", shadows);
  }

  private static String text(Colour colour, double alpha) {
    return text(colour.red(), colour.green(), colour.blue(), alpha);
  }

  private static String text(double... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> String.format(Locale.ROOT, "%.3f", number))
        .collect(Collectors.joining(" "));
  }
}
