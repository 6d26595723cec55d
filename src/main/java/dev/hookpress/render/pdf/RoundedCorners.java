package dev.hookpress.render.pdf;

import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.style.BorderRadiusCorner;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.derived.BorderPropertySet;
import com.openhtmltopdf.layout.SharedContext;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Reduces radii that are too large for their box by one common factor (CSS Backgrounds 3 §4.5), so
 * that {@code border-radius: 999px} makes a pill. The engine limits each radius to its own side
 * first, which makes an ellipse.
 */
final class RoundedCorners {
  /** Larger than any box. */
  private static final float NO_LIMIT = 1e9f;

  private final List<Element> elements = new ArrayList<>();
  private final List<Pseudo> pseudoElements = new ArrayList<>();

  private record Pseudo(Element element, CascadedStyle style) {}

  void add(Element element) {
    elements.add(element);
  }

  /** Adds generated content, which has a style of its own. */
  void add(Element element, CascadedStyle style) {
    pseudoElements.add(new Pseudo(element, style));
  }

  /** Call after layout and before painting: a style caches its border on first use. */
  void correct(SharedContext context) {
    if (elements.isEmpty() && pseudoElements.isEmpty()) {
      return;
    }
    CssContext css = context.newRenderingContextInstance();
    for (Element element : elements) {
      correct(context.getStyle(element), css);
    }
    for (Pseudo pseudo : pseudoElements) {
      correct(context.getStyle(pseudo.element()).deriveStyle(pseudo.style()), css);
    }
  }

  private static void correct(CalculatedStyle style, CssContext css) {
    BorderPropertySet border = style.getBorder(css);
    if (border == BorderPropertySet.EMPTY_BORDER || !border.hasBorderRadius()) {
      return;
    }
    border.setTopLeft(uncut(border.getTopLeft()));
    border.setTopRight(uncut(border.getTopRight()));
    border.setBottomLeft(uncut(border.getBottomLeft()));
    border.setBottomRight(uncut(border.getBottomRight()));
  }

  /** Lifts the engine's limit on one corner, so that it applies one factor to all corners. */
  private static BorderRadiusCorner uncut(BorderRadiusCorner corner) {
    boolean lengths =
        corner.getMaxLeft(NO_LIMIT) == corner.left()
            && corner.getMaxRight(NO_LIMIT) == corner.right();
    return lengths && corner.hasRadius() ? new Uncut(corner.left(), corner.right()) : corner;
  }

  private static final class Uncut extends BorderRadiusCorner {
    Uncut(float left, float right) {
      super(left, right);
    }

    @Override
    public float getMaxLeft(float side) {
      return left();
    }

    @Override
    public float getMaxRight(float side) {
      return right();
    }
  }
}
