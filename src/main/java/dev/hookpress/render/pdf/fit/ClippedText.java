package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import java.awt.Rectangle;

/**
 * Leaves out the text that no reader sees since it is outside a box that clips, as browsers do when
 * they print. The engine writes it, clipped, so that programs that extract text find it: the
 * preview line of an e-mail, in a box without height, would be the first line of the document.
 */
public final class ClippedText extends VisibleBoxes {
  /**
   * Of the font's size: the height of small letters. Of a line that is cut off above them, nothing
   * can be read.
   */
  private static final float ABOVE = 0.48f;

  /** Of the font's size: the depth of letters below the baseline. */
  private static final float BELOW = 0.25f;

  private ClippedText(CssContext css) {
    super(css);
  }

  /** Call after layout and before drawing, if a box clips. */
  public static void drop(BlockBox root, CssContext css) {
    new ClippedText(css).walk(root);
  }

  @Override
  Rectangle shownBy(Box clipping, Rectangle around) {
    Rectangle shown = clipping.getPaintingPaddingEdge(css);
    return around == null ? shown : around.intersection(shown);
  }

  @Override
  void visitText(InlineText text, InlineLayoutBox inline) {
    if (text.isDynamicFunction()) {
      return;
    }
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
