package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.LineBox;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Indents first lines in which an inline block or an image stands. The engine shortens such a line
 * by {@code text-indent}, and then forgets to move it.
 */
public final class Indents {
  /** An attribute of the root of a document in which a style has an indent. */
  private static final String INDENTED = "data-hookpress-indented";

  private static final Set<IdentValue> NOT_AT_THE_START =
      Set.of(IdentValue.CENTER, IdentValue.RIGHT);

  private Indents() {}

  /** Call for each style: layout is corrected only in documents that need it. */
  public static void note(Element element, CascadedStyle style) {
    if (style.hasProperty(CSSName.TEXT_INDENT)) {
      element.getOwnerDocument().getDocumentElement().setAttribute(INDENTED, "");
    }
  }

  /** Call after layout. */
  public static void correct(BlockBox root, CssContext context) {
    if (root.getElement().hasAttribute(INDENTED)) {
      correct((Box) root, context);
    }
  }

  private static void correct(Box box, CssContext context) {
    for (int i = 0; i < box.getChildCount(); i++) {
      Box child = box.getChild(i);
      if (i == 0
          && child instanceof LineBox line
          && line.isContainsBlockLevelContent()
          && line.getContentStart() == 0
          && !NOT_AT_THE_START.contains(box.getStyle().getIdent(CSSName.TEXT_ALIGN))) {
        float indent =
            box.getStyle()
                .getFloatPropertyProportionalWidth(
                    CSSName.TEXT_INDENT, box.getContentWidth(), context);
        if (Math.abs(indent) >= 1) {
          line.setContentStart((int) indent);
          line.setX(line.getX() + (int) indent);
          line.calcCanvasLocation();
          line.calcChildLocations();
        }
      }
      correct(child, context);
    }
  }
}
