package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import dev.hookpress.render.css.StyledDocument;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Draws the shadows of text ({@code text-shadow}), which the engine does not support, as browsers
 * print them: the text in the colour of the shadow under the text itself. They are not blurred.
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
    List<Object> children = new ArrayList<>();
    for (Object child : inline.getInlineChildren()) {
      if (child instanceof Box nested) {
        add(nested, shadows);
      } else if (!shadows.isEmpty() && isShown((InlineText) child)) {
        InlineText text = (InlineText) child;
        for (Shadow shadow : shadows) {
          children.add(copy(text, inline, shadow));
        }
        children.add(TextOrder.wrapped(text, inline));
        continue;
      }
      children.add(child);
    }
    if (!shadows.isEmpty()) {
      inline.getInlineChildren().clear();
      inline.getInlineChildren().addAll(children);
    }
  }

  private static boolean isShown(InlineText text) {
    return !text.isDynamicFunction() && !text.getSubstring().isBlank();
  }

  private static InlineLayoutBox copy(InlineText text, InlineLayoutBox parent, Shadow shadow) {
    InlineText copy = new InlineText();
    copy.setMasterText(text.getMasterText());
    copy.setSubstring(text.getStart(), text.getEnd());
    copy.setX(text.getX());
    copy.setWidth(text.getWidth());
    copy.setTextDirection(text.getTextDirection());
    copy.setLetterSpacing(text.getLetterSpacing());
    copy.setEndsOnSoftHyphen(text.isEndsOnSoftHyphen());
    InlineLayoutBox box = TextOrder.wrapped(copy, parent);
    box.setStyle(coloured(box.getStyle(), shadow.colour()));
    box.setAbsX(box.getAbsX() + shadow.right());
    box.setAbsY(box.getAbsY() + shadow.down());
    return box;
  }

  private static CalculatedStyle coloured(CalculatedStyle style, FSRGBColor colour) {
    PropertyDeclaration declared =
        new PropertyDeclaration(
            CSSName.COLOR, new PropertyValue(colour), true, StylesheetInfo.AUTHOR);
    return style.deriveStyle(
        CascadedStyle.createLayoutStyle(
            CascadedStyle.createAnonymousStyle(IdentValue.INLINE),
            new PropertyDeclaration[] {declared}));
  }
}
