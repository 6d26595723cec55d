package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.value.Numbers;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/**
 * Limits the height of blocks of text to a number of lines ({@code -webkit-line-clamp}), as
 * browsers do in a vertical box whose overflow is hidden. Only blocks that have nothing but lines.
 */
public final class LineClamp {
  private static final String CLAMP = "-webkit-line-clamp";

  private LineClamp() {}

  /** Whether the element has such a limit. */
  public static boolean isOn(ComputedStyle style) {
    return !style.is(CLAMP, "none");
  }

  /** Limits the height of an element, if its style is complete for that. */
  public static void apply(StyledDocument styled, Element element, TextMeasure measure) {
    ComputedStyle style = styled.style(element);
    int lines = (int) style.number(CLAMP).orElse(0);
    String display = style.get("display");
    if (lines < 1
        || style.is("overflow-y", "visible")
        || !style.is("-webkit-box-orient", "vertical")
        || !display.equals("block") && !display.equals("inline")
        || !hasOnlyLines(styled, element)) {
      return;
    }
    if (display.equals("inline")) {
      styled.change(element, "display", "block");
    }
    double frame =
        style.is("box-sizing", "border-box")
            ? StyleReader.frame(style, OptionalDouble.empty()).vertical()
            : 0;
    double height = TextStyle.of(style, measure).lineHeight() * lines + frame;
    if (style.pixels("max-height").orElse(Double.MAX_VALUE) > height) {
      styled.change(element, "max-height", Numbers.pixels(height));
    }
    StyledDocument.markEllipsis(element, Integer.toString(lines));
  }

  private static boolean hasOnlyLines(StyledDocument styled, Element element) {
    for (Element child : element.children()) {
      ComputedStyle style = styled.style(child);
      boolean inline = style.get("display").startsWith("inline") && !Children.isFloat(style);
      if (!inline && !Children.isHidden(child, style) && !Children.isOutOfFlow(style)) {
        return false;
      }
    }
    return true;
  }
}
