package dev.hookpress.render.pdf.fit;

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
import java.util.ArrayDeque;
import java.util.Deque;

/** Walks over the text and images of a laid out document, with what the boxes around show of it. */
abstract class VisibleBoxes {
  final CssContext css;

  /** What is shown of the current box, in dots; null if all of it is. */
  Rectangle visible;

  /** What is shown of a box that nothing clips; null if all of it is. */
  private final Rectangle page;

  VisibleBoxes(CssContext css) {
    this(css, null);
  }

  /**
   * @param page what is shown of a box that nothing clips; null if all of it is
   */
  VisibleBoxes(CssContext css, Rectangle page) {
    this.css = css;
    this.page = page;
  }

  /** Whether a box cuts off what is outside it. */
  static boolean clips(Box box) {
    return box.getStyle().isOverflowApplies()
        && box.getStyle().isIdent(CSSName.OVERFLOW, IdentValue.HIDDEN);
  }

  /**
   * What a clipping box shows of its content, in dots.
   *
   * @param around what is shown of the box itself; null if all of it is
   * @return null if it shows everything that matters
   */
  abstract Rectangle shownBy(Box clipping, Rectangle around);

  /** Takes a text that is not empty, while {@link #visible} is not null. */
  abstract void visitText(InlineText text, InlineLayoutBox inline);

  /** Takes an image. */
  void visitImage(Box image) {}

  /** Walks over the document. */
  final void walk(BlockBox root) {
    visitLayer(root.getLayer());
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
    Deque<Box> outside = new ArrayDeque<>();
    for (Box around = box.getContainingBlock();
        around != null && around.getStyle() != null;
        around = around.getParent()) {
      outside.push(around);
    }
    Rectangle shown = page;
    for (Box around : outside) {
      shown = visibleIn(around, shown);
    }
    return shown;
  }

  private Rectangle visibleIn(Box box, Rectangle around) {
    boolean transformed = !box.getStyle().isIdent(CSSName.TRANSFORM, IdentValue.NONE);
    Rectangle shown = transformed ? null : around;
    return clips(box) ? shownBy(box, shown) : shown;
  }

  private void visit(Box box) {
    if (box instanceof InlineLayoutBox inline) {
      visitInline(inline);
      return;
    }
    if (box instanceof BlockBox block && block.isReplaced()) {
      visitImage(box);
      return;
    }
    Rectangle around = visible;
    if (!(box instanceof LineBox)) {
      visible = visibleIn(box, around);
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
      } else if (child instanceof InlineText text && !text.isEmpty() && visible != null) {
        visitText(text, inline);
      }
    }
  }
}
