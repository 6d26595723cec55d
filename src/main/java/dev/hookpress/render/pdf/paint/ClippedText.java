package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.layout.Layer;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import java.awt.Rectangle;

/**
 * Leaves out the text that no reader sees since it is outside a box that clips, as browsers do when
 * they print. The engine writes it, clipped, so that programs that extract text find it: the
 * preview line of an e-mail, in a box without height, would be the first line of the document.
 */
public final class ClippedText {
  /**
   * Of the font's size: the height of small letters. Of a line that is cut off above them, nothing
   * can be read.
   */
  private static final float ABOVE = 0.48f;

  /** Of the font's size: the depth of letters below the baseline. */
  private static final float BELOW = 0.25f;

  private final CssContext css;

  /** What is shown of the current box, in dots; null if all of it is. */
  private Rectangle visible;

  private ClippedText(CssContext css) {
    this.css = css;
  }

  /** Call after layout and before drawing. */
  public static void drop(BlockBox root, CssContext css) {
    new ClippedText(css).visitLayer(root.getLayer());
  }

  private void visitLayer(Layer layer) {
    Box box = layer.getMaster();
    // Others are visited where they are in the flow.
    if (layer.getParent() == null || box.getStyle().isAbsolute()) {
      visible = visibleAround(box);
      visit(box);
    }
    layer.getChildren().forEach(this::visitLayer);
  }

  /** What the boxes around a positioned box show of it. */
  private Rectangle visibleAround(Box box) {
    Rectangle shown = null;
    for (Box around = box.getContainingBlock();
        around != null && around.getStyle() != null;
        around = around.getParent()) {
      if (isTransformed(around)) {
        return null;
      }
      if (clips(around)) {
        shown = both(shown, around.getPaintingPaddingEdge(css));
      }
    }
    return shown;
  }

  private static Rectangle both(Rectangle one, Rectangle other) {
    return one == null ? other : one.intersection(other);
  }

  private static boolean clips(Box box) {
    return box.getStyle().isOverflowApplies()
        && box.getStyle().isIdent(CSSName.OVERFLOW, IdentValue.HIDDEN);
  }

  private static boolean isTransformed(Box box) {
    return !box.getStyle().isIdent(CSSName.TRANSFORM, IdentValue.NONE);
  }

  private void visit(Box box) {
    if (box instanceof InlineLayoutBox inline) {
      visitInline(inline);
      return;
    }
    Rectangle around = visible;
    if (!(box instanceof LineBox)) {
      if (isTransformed(box)) {
        visible = null;
      }
      if (clips(box)) {
        visible = both(visible, box.getPaintingPaddingEdge(css));
      }
    }
    if (box instanceof BlockBox block && block.getPersistentBFC() != null) {
      block.getPersistentBFC().getFloatManager().performFloatOperation(this::visit);
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      visit(box.getChild(i));
    }
    visible = around;
  }

  private void visitInline(InlineLayoutBox inline) {
    for (int i = 0; i < inline.getInlineChildCount(); i++) {
      Object child = inline.getInlineChild(i);
      if (child instanceof Box box) {
        visit(box);
      } else if (child instanceof InlineText text
          && visible != null
          && !text.isEmpty()
          && !text.isDynamicFunction()) {
        clip(text, inline);
      }
    }
  }

  private void clip(InlineText text, InlineLayoutBox inline) {
    int baseline = inline.getAbsY() + inline.getBaseline();
    float size = inline.getStyle().getFont(css).size;
    int left = inline.getAbsX() + text.getX();
    int bottom = visible.y + visible.height;
    int right = visible.x + visible.width;
    boolean seen =
        visible.width > 0
            && visible.height > 0
            && baseline - ABOVE * size < bottom
            && baseline + BELOW * size > visible.y
            && left < right
            && left + text.getWidth() > visible.x;
    if (!seen) {
      keep(text, 0);
    } else if (left + text.getWidth() > right && text.getTextDirection() == BidiSplitter.LTR) {
      keep(text, charactersWithin(text, inline, right - left));
    }
  }

  private static void keep(InlineText text, int characters) {
    text.setSubstring(text.getStart(), Math.min(text.getEnd(), text.getStart() + characters));
  }

  /** The number of characters that begin within a width. */
  private int charactersWithin(InlineText text, InlineLayoutBox inline, int width) {
    String whole = text.getSubstring();
    int low = 0;
    int high = whole.length();
    while (low < high) {
      int middle = (low + high) / 2;
      int before =
          css.getTextRenderer()
              .getWidth(
                  css.getFontContext(),
                  inline.getStyle().getFSFont(css),
                  whole.substring(0, middle));
      if (before < width) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
