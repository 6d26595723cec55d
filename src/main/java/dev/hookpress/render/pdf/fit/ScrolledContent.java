package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import dev.hookpress.render.css.StyledDocument;
import java.awt.Rectangle;

/** Finds text and images that a reader would have to scroll to: on paper they are cut off. */
final class ScrolledContent extends VisibleBoxes {
  /** In dots, one pixel: less is rounding. */
  private static final int TOLERANCE = 20;

  /** The part of a line's height, at its end, that most letters leave empty. */
  private static final double EMPTY_PART = 0.35;

  private boolean cutOff;

  private ScrolledContent(CssContext css) {
    super(css);
  }

  /** Whether a scrolling element cuts off text or an image; call after layout. */
  static boolean isCutOff(PdfBoxRenderer renderer) {
    BlockBox root = renderer.getRootBox();
    if (!scrolls(root)) {
      return false;
    }
    ScrolledContent content =
        new ScrolledContent(renderer.getSharedContext().newRenderingContextInstance());
    content.walk(root);
    return content.cutOff;
  }

  /** What the nearest clipping element shows if it scrolls; what others hide is not looked for. */
  @Override
  Rectangle shownBy(Box clipping, Rectangle around) {
    return scrolls(clipping) ? clipping.getPaintingPaddingEdge(css) : null;
  }

  private static boolean scrolls(Box box) {
    return !box.isAnonymous()
        && box.getElement() != null
        && box.getElement().hasAttribute(StyledDocument.SCROLLED);
  }

  @Override
  void visitImage(Box image) {
    check(image.getPaintingBorderEdge(css));
  }

  @Override
  void visitText(InlineText text, InlineLayoutBox inline) {
    LineBox line = inline.getLineBox();
    int height = (int) (line.getHeight() * (1 - EMPTY_PART));
    check(new Rectangle(inline.getAbsX() + text.getX(), line.getAbsY(), text.getWidth(), height));
  }

  private void check(Rectangle content) {
    cutOff |=
        visible != null
            && (content.x + content.width > visible.x + visible.width + TOLERANCE
                || content.y + content.height > visible.y + visible.height + TOLERANCE);
  }
}
