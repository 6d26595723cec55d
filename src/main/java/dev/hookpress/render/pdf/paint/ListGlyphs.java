package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.LineBox;
import com.openhtmltopdf.render.MarkerData;
import org.w3c.dom.Element;

/**
 * Makes the discs, circles and squares of lists as large, and as far from the text, as browsers do:
 * by the ascent of the font and a fixed distance. The engine draws them larger and nearer.
 */
public final class ListGlyphs {
  /** An attribute of the root of a document with list items. */
  private static final String MARKED = "data-hookpress-lists";

  /** The distance between the glyph's box and the text, in CSS pixels. */
  private static final int PADDING = 7;

  /** The engine moves the glyph by this share of its diameter to the right. */
  private static final double ENGINES_SHIFT = 1.1;

  private ListGlyphs() {}

  /** Call for each style: only documents with lists are searched for them. */
  public static void note(Element element, CascadedStyle style) {
    PropertyDeclaration display = style.propertyByName(CSSName.DISPLAY);
    if (display != null
        && display.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        && display.asIdentValue() == IdentValue.LIST_ITEM) {
      element.getOwnerDocument().getDocumentElement().setAttribute(MARKED, "");
    }
  }

  /** Call after layout and before drawing. */
  public static void correct(BlockBox root, double dotsPerPixel) {
    if (root.getElement().hasAttribute(MARKED)) {
      search(root, dotsPerPixel);
    }
  }

  private static void search(Box box, double dotsPerPixel) {
    if (box instanceof BlockBox block && block.isListItem()) {
      resize(block, dotsPerPixel);
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      Box child = box.getChild(i);
      if (child instanceof LineBox line) {
        line.getNonFlowContent().forEach(outside -> search(outside, dotsPerPixel));
      } else {
        search(child, dotsPerPixel);
      }
    }
  }

  private static void resize(BlockBox item, double dotsPerPixel) {
    MarkerData marker = item.getMarkerData();
    if (marker == null
        || marker.getGlyphMarker() == null
        || item.getStyle().getDirection() == IdentValue.RTL
        || item.getStyle().isIdent(CSSName.LIST_STYLE_POSITION, IdentValue.INSIDE)) {
      return;
    }
    long ascent = Math.round(marker.getStructMetrics().getAscent() / dotsPerPixel);
    long twoThirds = ascent * 2 / 3;
    int diameter = (int) Math.round((twoThirds + 1) / 2 * dotsPerPixel);
    marker.getGlyphMarker().setDiameter(diameter);
    marker
        .getGlyphMarker()
        .setLayoutWidth(
            (int) Math.round((twoThirds + PADDING) * dotsPerPixel + diameter * ENGINES_SHIFT));
  }
}
