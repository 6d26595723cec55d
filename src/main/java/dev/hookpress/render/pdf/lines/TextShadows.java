package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import com.openhtmltopdf.render.RenderingContext;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.font.engine.KernedText;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Draws the shadows of text ({@code text-shadow}), which the engine does not support, as browsers
 * print them: the outlines of the text in the colour of the shadow, under the text itself. They are
 * not blurred, and not extracted as text.
 */
public final class TextShadows {
  private final int dotsPerPixel;

  private TextShadows(int dotsPerPixel) {
    this.dotsPerPixel = dotsPerPixel;
  }

  /**
   * Call after layout and before drawing, when text is in its order.
   *
   * @param dotsPerPixel the engine's dots in a pixel of the stylesheet's
   */
  public static void add(BlockBox root, int dotsPerPixel) {
    if (root.getElement().hasAttribute(StyledDocument.TEXT_SHADOW)) {
      new TextShadows(dotsPerPixel).add(root, List.of());
    }
  }

  /** The offset in dots, and the colour. */
  private record Shadow(int right, int down, FSRGBColor colour) {}

  private void add(Box box, List<Shadow> inherited) {
    List<Shadow> shadows = inherited;
    Element element = box.getElement();
    if (element != null && element.hasAttribute(StyledDocument.TEXT_SHADOW)) {
      shadows = read(element.getAttribute(StyledDocument.TEXT_SHADOW));
    }
    if (box instanceof InlineLayoutBox inline) {
      addInline(inline, shadows);
    }
    if (box instanceof LineBox line) {
      for (Box outOfLine : line.getNonFlowContent()) {
        add(outOfLine, shadows);
      }
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      add(box.getChild(i), shadows);
    }
  }

  private List<Shadow> read(String text) {
    List<Shadow> shadows = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
      String[] numbers = part.split(" ");
      float[] values = new float[numbers.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.parseFloat(numbers[i]);
      }
      FSRGBColor colour =
          new FSRGBColor(
              Math.round(values[2] * 255),
              Math.round(values[3] * 255),
              Math.round(values[4] * 255),
              values[5]);
      shadows.add(
          new Shadow(
              Math.round(values[0] * dotsPerPixel), Math.round(values[1] * dotsPerPixel), colour));
    }
    return shadows;
  }

  private void addInline(InlineLayoutBox inline, List<Shadow> shadows) {
    List<Object> children = inline.getInlineChildren();
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i) instanceof Box nested) {
        add(nested, shadows);
      } else if (!shadows.isEmpty() && isShown((InlineText) children.get(i))) {
        children.set(i, new ShadowedText((InlineText) children.get(i), shadows));
      }
    }
  }

  private static boolean isShown(InlineText text) {
    return !text.isDynamicFunction() && !text.getSubstring().isBlank();
  }

  /** A text that is drawn over its shadows. */
  private static final class ShadowedText extends InlineText {
    private final List<Shadow> shadows;

    ShadowedText(InlineText text, List<Shadow> shadows) {
      this.shadows = shadows;
      setParent(text.getParent());
      setMasterText(text.getMasterText());
      setSubstring(text.getStart(), text.getEnd());
      setX(text.getX());
      setWidth(text.getWidth());
      setTextDirection(text.getTextDirection());
      setLetterSpacing(text.getLetterSpacing());
      setTrimmedLeadingSpace(text.isTrimmedLeadingSpace());
      setEndsOnSoftHyphen(text.isEndsOnSoftHyphen());
    }

    @Override
    public void paint(RenderingContext context) {
      if (context.getTextRenderer() instanceof KernedText renderer) {
        for (Shadow shadow : shadows) {
          renderer.drawOutlines(
              shadow.right(), shadow.down(), shadow.colour(), () -> super.paint(context));
        }
      }
      super.paint(context);
    }
  }
}
