package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import java.util.OptionalDouble;
import org.w3c.dom.Element;

/**
 * The size of a replaced element in the engine's units; -1 where it is the element's own. A drawing
 * with a {@code viewBox} keeps its ratio, and fills the width of its container if it has no size at
 * all (CSS 2.1 §10.3.2).
 */
public record DrawingSize(int width, int height) {
  /**
   * Works out the size.
   *
   * @param width of the element's style; -1 for {@code auto}
   * @param height of the element's style; -1 for {@code auto}
   */
  public static DrawingSize of(LayoutContext context, BlockBox box, int width, int height) {
    Element element = box.getElement();
    if (width >= 0 && height >= 0 || !element.getNodeName().equals("svg")) {
      return new DrawingSize(width, height);
    }
    OptionalDouble ratio = ratio(element.getAttribute("viewBox"));
    if (ratio.isEmpty()) {
      return new DrawingSize(width, height);
    }
    if (height >= 0) {
      return new DrawingSize((int) Math.round(height * ratio.getAsDouble()), height);
    }
    int used = width >= 0 ? width : available(context, box);
    return new DrawingSize(used, (int) Math.round(used / ratio.getAsDouble()));
  }

  /**
   * The width of the container. One that is as wide as its content takes its width from the rest of
   * it: browsers count the drawing as 0 there; here it is a letter wide, so that it can be seen.
   */
  private static int available(LayoutContext context, BlockBox box) {
    for (Box above = box.getContainingBlock();
        above != null && above.getStyle() != null && above.getStyle().isAutoWidth();
        above = above.getContainingBlock()) {
      CalculatedStyle style = above.getStyle();
      if (style.isInlineBlock()
          || style.isFloated()
          || style.isAbsolute()
          || style.isTableCell()
          || style.isTable()) {
        return Math.round(box.getStyle().getFont(context).size);
      }
    }
    Box container = box.getContainingBlock();
    return container == null ? 0 : container.getContentWidth();
  }

  private static OptionalDouble ratio(String viewBox) {
    String[] parts = viewBox.strip().split("[\\s,]+", 5);
    if (parts.length != 4) {
      return OptionalDouble.empty();
    }
    try {
      double ratio = Double.parseDouble(parts[2]) / Double.parseDouble(parts[3]);
      return ratio > 0 && ratio < Float.MAX_VALUE
          ? OptionalDouble.of(ratio)
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
