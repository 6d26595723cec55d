package dev.hookpress.render.css.value;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads shadows of boxes and of text. */
public final class Shadows {
  /** An inner shadow with this spread fills its box. */
  private static final double FILLS = 200;

  /** Authors write two or three; each draws the text once more. */
  private static final int MAX_TEXT_SHADOWS = 6;

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
    if (shadow.isEmpty() || shadow.equals("none")) {
      return "";
    }
    List<Component> components = Component.of(Tokenizer.tokens(shadow, 200)).orElse(List.of());
    List<List<Component>> parts = Component.split(components, Type.COMMA);
    List<String> shadows = new ArrayList<>();
    for (List<Component> part : parts.subList(0, Math.min(parts.size(), MAX_TEXT_SHADOWS))) {
      Colour colour = Colour.BLACK;
      List<Double> lengths = new ArrayList<>();
      for (Component component : part) {
        Canonical.linear(component, ANY).ifPresent(linear -> lengths.add(linear.value()));
        colour = new Colours(Colour.BLACK, ANY).read(component).orElse(colour);
      }
      double blur = lengths.size() > 2 ? lengths.get(2) : 0;
      double alpha = colour.alpha() / (1 + blur / 2);
      if (lengths.size() >= 2 && alpha > 0) {
        shadows.add(
            0,
            String.format(
                Locale.ROOT,
                "%.3f %.3f %.3f %.3f %.3f %.3f",
                lengths.get(0),
                lengths.get(1),
                colour.red(),
                colour.green(),
                colour.blue(),
                alpha));
      }
    }
    return String.join(";", shadows);
  }
}
