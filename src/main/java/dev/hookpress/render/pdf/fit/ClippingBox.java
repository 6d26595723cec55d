package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.layout.Styleable;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.PageBox;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of a given height that cuts off what is longer. If it ends on the page on which it
 * starts, there are no page breaks in it, as in browsers. The engine moves what crosses the page's
 * end to the next page, where the block shows nothing, so that a part that fits is lost as well.
 */
public final class ClippingBox extends BlockBox {
  private ClippingBox() {}

  /**
   * Replaces the engine's boxes of that kind among the children of a box that is not laid out yet.
   *
   * @param parent whose children the engine has made
   */
  public static void replaceIn(LayoutContext context, BlockBox parent) {
    if (parent.getChildrenContentType() == ContentType.BLOCK) {
      List<Box> children = parent.getChildren();
      for (int i = 0; i < children.size(); i++) {
        if (isReplaced(children.get(i))) {
          ClippingBox made = of(context, (BlockBox) children.get(i));
          made.setParent(parent);
          made.setIndex(i);
          children.set(i, made);
        }
      }
    } else if (parent.getChildrenContentType() == ContentType.INLINE) {
      List<Styleable> content = parent.getInlineContent();
      for (int i = 0; i < content.size(); i++) {
        if (isReplaced(content.get(i))) {
          content.set(i, of(context, (BlockBox) content.get(i)));
        }
      }
    }
  }

  /** Others than plain blocks are tables, their parts and columns. */
  private static boolean isReplaced(Object box) {
    return box instanceof BlockBox block
        && block.getClass() == BlockBox.class
        && !block.isAnonymous()
        && block.getElement() != null
        && !block.getStyle().isOverflowVisible()
        && !(block.getStyle().isAutoHeight() && block.getStyle().isMaxHeightNone());
  }

  private static ClippingBox of(LayoutContext context, BlockBox box) {
    ClippingBox made = new ClippingBox();
    made.setStyle(box.getStyle());
    made.setElement(box.getElement());
    made.setPseudoElementOrClass(box.getPseudoElementOrClass());
    made.setFromCaptionedTable(box.isFromCaptionedTable());
    made.setFloatedBoxData(box.getFloatedBoxData());
    made.setListCounter(box.getListCounter());
    made.setFirstLineStyle(box.getFirstLineStyle());
    made.setFirstLetterStyle(box.getFirstLetterStyle());
    made.setContainingBlock(box.getContainingBlock());
    made.setChildrenContentType(box.getChildrenContentType());
    if (box.getInlineContent() != null) {
      made.setInlineContent(box.getInlineContent());
    }
    made.addAllChildren(new ArrayList<>(box.getChildren()));
    context.addLayoutBoxId(box.getElement(), made);
    return made;
  }

  @Override
  public BlockBox copyOf() {
    ClippingBox copy = new ClippingBox();
    copy.setStyle(getStyle());
    copy.setElement(getElement());
    return copy;
  }

  @Override
  protected void layoutChildren(LayoutContext c, int contentStart) {
    int outer = c.getNoPageBreak();
    if (c.isPrint() && endsOnItsPage(c)) {
      c.setNoPageBreak(outer + 1);
    }
    try {
      super.layoutChildren(c, contentStart);
    } finally {
      c.setNoPageBreak(outer);
    }
  }

  private boolean endsOnItsPage(LayoutContext c) {
    int height = greatestHeight(c);
    PageBox page = c.getRootLayer().getFirstPage(c, this);
    if (height < 0 || page == null) {
      return false;
    }
    if (!getStyle().isBorderBox()) {
      height += (int) (getPadding(c).height() + getBorder(c).height());
    }
    int top = getAbsY() + (int) getMargin(c).top();
    return top >= page.getTop() + c.getExtraSpaceTop()
        && top + height <= page.getBottom(c) - c.getExtraSpaceBottom();
  }

  /** In dots; -1 if it is not known. */
  private int greatestHeight(LayoutContext c) {
    int given = getCSSHeight(c);
    if (getStyle().isMaxHeightNone() || !getStyle().hasAbsoluteUnit(CSSName.MAX_HEIGHT)) {
      return given;
    }
    int limit = getStyle().getMaxHeight(c, 0);
    return given < 0 ? limit : Math.min(given, limit);
  }
}
