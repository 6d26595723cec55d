package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import java.awt.Rectangle;

/**
 * Leaves out the text that no reader sees since it is beside the page's area, or outside a box that
 * clips, as browsers do when they print. The engine writes it, clipped, so that programs that
 * extract text find it: the preview line of an e-mail, in a box without height, would be the first
 * line of the document.
 */
public final class ClippedText extends VisibleBoxes {
  /**
   * Of the font's size: the height of small letters. Of a line that is cut off above them, nothing
   * can be read.
   */
  private static final float ABOVE = 0.48f;

  /** Of the font's size: the depth of letters below the baseline. */
  private static final float BELOW = 0.25f;

  /** Half of the range of coordinates: far above and below any page. */
  private static final int FAR = Integer.MAX_VALUE / 2;

  private ClippedText(CssContext css, int width) {
    super(css, new Rectangle(0, -FAR, width, Integer.MAX_VALUE));
  }

  /** Call after layout and before drawing, if a box clips or content is beside the page's area. */
  public static void drop(BlockBox root, CssContext css) {
    int width = root.getLayer().getPages().get(0).getContentWidth(css);
    new ClippedText(css, width).walk(root);
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
      return;
    }
    if (text.getTextDirection() != BidiSplitter.LTR) {
      return;
    }
    if (left + text.getWidth() > right) {
      keep(text, charactersWithin(text, inline, right - left));
    }
    if (left < visible.x && inline.getStyle().isIdent(CSSName.LETTER_SPACING, IdentValue.NORMAL)) {
      dropStart(text, inline, visible.x - left);
    }
  }

  private static void keep(InlineText text, int characters) {
    text.setSubstring(text.getStart(), Math.min(text.getEnd(), text.getStart() + characters));
  }

  /** Drops the characters that end within a width; the others stay where they are. */
  private void dropStart(InlineText text, InlineLayoutBox inline, int width) {
    // The last of those that begin there reaches beyond it.
    int dropped = charactersWithin(text, inline, width) - 1;
    if (dropped > 0) {
      int from = text.getStart() + dropped;
      int before = widthOf(text.getSubstring().substring(0, dropped), inline);
      text.setSubstring(from, text.getEnd());
      text.setX(text.getX() + before);
      text.setWidth(text.getWidth() - before);
    }
  }

  private int widthOf(String text, InlineLayoutBox inline) {
    return css.getTextRenderer()
        .getWidth(css.getFontContext(), inline.getStyle().getFSFont(css), text);
  }

  /** The number of characters that begin within a width. */
  private int charactersWithin(InlineText text, InlineLayoutBox inline, int width) {
    String whole = text.getSubstring();
    int low = 0;
    int high = whole.length();
    while (low < high) {
      int middle = (low + high) / 2;
      if (widthOf(whole.substring(0, middle), inline) < width) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
