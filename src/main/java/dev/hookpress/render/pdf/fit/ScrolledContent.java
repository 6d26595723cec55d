package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.layout.Layer;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import dev.hookpress.render.css.StyledDocument;
import java.awt.Rectangle;

/** Finds text and images that a reader would have to scroll to: on paper they are cut off. */
final class ScrolledContent {
  /** In dots, one pixel: less is rounding. */
  private static final int TOLERANCE = 20;

  /** The part of a line's height, at its end, that most letters leave empty. */
  private static final double EMPTY_PART = 0.35;

  private final CssContext css;

  /**
   * What the nearest scrolling element shows, in dots; null outside and where content is hidden.
   */
  private Rectangle visible;

  private boolean cutOff;

  private ScrolledContent(CssContext css) {
    this.css = css;
  }

  /** Whether a scrolling element cuts off text or an image; call after layout. */
  static boolean isCutOff(PdfBoxRenderer renderer) {
    BlockBox root = renderer.getRootBox();
    if (!scrolls(root)) {
      return false;
    }
    ScrolledContent content =
        new ScrolledContent(renderer.getSharedContext().newRenderingContextInstance());
    content.visitLayer(root.getLayer());
    return content.cutOff;
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

  private Rectangle visibleAround(Box box) {
    for (Box around = box.getContainingBlock();
        around != null && around.getStyle() != null;
        around = around.getParent()) {
      if (clips(around)) {
        return visibleIn(around);
      }
    }
    return null;
  }

  private Rectangle visibleIn(Box clipping) {
    return scrolls(clipping) ? clipping.getPaintingPaddingEdge(css) : null;
  }

  private static boolean clips(Box box) {
    return box.getStyle().isOverflowApplies()
        && box.getStyle().isIdent(CSSName.OVERFLOW, IdentValue.HIDDEN);
  }

  private static boolean scrolls(Box box) {
    return !box.isAnonymous()
        && box.getElement() != null
        && box.getElement().hasAttribute(StyledDocument.SCROLLED);
  }

  private void visit(Box box) {
    if (box instanceof InlineLayoutBox inline) {
      visitInline(inline);
      return;
    }
    if (box instanceof BlockBox block && block.isReplaced()) {
      check(box.getPaintingBorderEdge(css));
      return;
    }
    Rectangle outside = visible;
    if (!(box instanceof LineBox) && clips(box)) {
      visible = visibleIn(box);
    }
    if (box instanceof BlockBox block && block.getPersistentBFC() != null) {
      block.getPersistentBFC().getFloatManager().performFloatOperation(this::visit);
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      visit(box.getChild(i));
    }
    visible = outside;
  }

  private void visitInline(InlineLayoutBox inline) {
    for (int i = 0; i < inline.getInlineChildCount(); i++) {
      Object child = inline.getInlineChild(i);
      if (child instanceof Box box) {
        visit(box);
      } else if (child instanceof InlineText text && !text.isEmpty() && visible != null) {
        LineBox line = inline.getLineBox();
        int height = (int) (line.getHeight() * (1 - EMPTY_PART));
        check(
            new Rectangle(inline.getAbsX() + text.getX(), line.getAbsY(), text.getWidth(), height));
      }
    }
  }

  private void check(Rectangle content) {
    cutOff |=
        visible != null
            && (content.x + content.width > visible.x + visible.width + TOLERANCE
                || content.y + content.height > visible.y + visible.height + TOLERANCE);
  }
}
