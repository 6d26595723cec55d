package dev.hookpress.render.css.value;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recognises box shadows that serve another purpose. */
public final class Shadows {
  /** An inner shadow with this spread fills its box. */
  private static final double FILLS = 200;

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
}
