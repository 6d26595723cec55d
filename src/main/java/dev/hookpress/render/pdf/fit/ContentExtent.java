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
import com.openhtmltopdf.render.PageBox;
import com.openhtmltopdf.render.displaylist.TransformCreator;
import dev.hookpress.render.css.StyledDocument;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;

/**
 * The horizontal extent of content, in dots from the left edge of the area between the page's
 * margins, where transforms put it. Content that an element clips does not count (CSS Overflow 3
 * §2.2).
 */
public final class ContentExtent {
  /** One pixel: less is rounding. */
  private static final int TOLERANCE = 20;

  private final CssContext css;
  private final int width;
  private AffineTransform transform;
  private boolean clipped;
  private boolean clippedBody;
  private int right;
  private int contentLeft;
  private int contentRight;
  private boolean cutAtStart;
  private boolean counts = true;
  private boolean scrolled;
  private boolean hidesContent;

  private ContentExtent(CssContext css, int width) {
    this.css = css;
    this.width = width;
  }

  /** Measures the extent; call after layout. */
  public static ContentExtent of(PdfBoxRenderer renderer) {
    CssContext css = renderer.getSharedContext().newRenderingContextInstance();
    BlockBox root = renderer.getRootBox();
    PageBox page = root.getLayer().getPages().get(0);
    ContentExtent extent = new ContentExtent(css, page.getContentWidth(css));
    extent.visitLayer(root.getLayer());
    extent.clipped = root.getElement().hasAttribute(StyledDocument.CLIPPED_PAGE);
    extent.clippedBody =
        root.getElement()
            .getAttribute(StyledDocument.CLIPPED_PAGE)
            .equals(StyledDocument.CLIPPED_BODY);
    extent.scrolled = ScrolledContent.isCutOff(renderer);
    return extent;
  }

  /** The width that all boxes need, as a multiple of the page's; 1 if they fit or are cut off. */
  double excess() {
    return clippedBody || right <= width + TOLERANCE ? 1 : (double) right / width;
  }

  /** The width that text and images need, as a multiple of the page's; 1 if they fit. */
  double contentExcess() {
    return clippedBody || contentRight <= width + TOLERANCE ? 1 : (double) contentRight / width;
  }

  /** Whether text or an image extends beyond either side of the printed area. */
  boolean isCutOff() {
    return contentRight > width + TOLERANCE || contentLeft < -TOLERANCE;
  }

  /** Whether a text or an image is partly beyond either side, so that breaking words may help. */
  boolean isPartlyCutOff() {
    return contentRight > width + TOLERANCE || cutAtStart;
  }

  /** Whether the document hides what does not fit on its page. */
  boolean isClipped() {
    return clipped;
  }

  /** Whether an element that a browser scrolls cuts off text or an image. */
  boolean isScrolled() {
    return scrolled;
  }

  /** Whether a box may hide a part of its content, or content is beside the page's area. */
  public boolean hidesContent() {
    return hidesContent || isCutOff();
  }

  private void visitLayer(Layer layer) {
    Box box = layer.getMaster();
    if (box.getStyle().isFixed()) {
      hidesContent = true;
      return;
    }
    // Others are visited where they are in the flow.
    if (layer.getParent() == null || box.getStyle().isAbsolute() && !isClipped(box)) {
      visit(box);
    }
    AffineTransform around = transform;
    transform = transformOf(box);
    layer.getChildren().forEach(this::visitLayer);
    transform = around;
  }

  /** The transform of a box and of what is around it; null if there is none. */
  private AffineTransform transformOf(Box box) {
    return box.getStyle().isIdent(CSSName.TRANSFORM, IdentValue.NONE)
        ? transform
        : TransformCreator.createDocumentCoordinatesTransform(box, css, transform);
  }

  private Rectangle transformed(Rectangle area) {
    return transform == null ? area : transform.createTransformedShape(area).getBounds();
  }

  private boolean isClipped(Box box) {
    Box around = box.getContainingBlock();
    while (around != null && around.getStyle() != null) {
      if (VisibleBoxes.clips(around)) {
        hidesContent = true;
        return true;
      }
      around = around.getParent();
    }
    return false;
  }

  private void visit(Box box) {
    if (box instanceof InlineLayoutBox inline) {
      visitInline(inline);
      return;
    }
    AffineTransform around = transform;
    if (box instanceof LineBox line) {
      startAlign(line);
    } else {
      transform = transformOf(box);
      addBox(box);
    }
    boolean counted = counts;
    if (VisibleBoxes.clips(box)) {
      hidesContent = true;
      counts = false;
    }
    visitContent(box);
    counts = counted;
    transform = around;
  }

  /**
   * Moves a line that is too long for its box to the start of it, whatever its alignment (CSS Text
   * 3, section 6.1): the engine lets a centred one overflow on both sides.
   */
  private static void startAlign(LineBox line) {
    Box block = line.getParent();
    IdentValue align = block.getStyle().getIdent(CSSName.TEXT_ALIGN);
    if ((align == IdentValue.CENTER || align == IdentValue.RIGHT)
        && line.getX() < line.getContentStart()
        && line.getContentWidth() > block.getContentWidth()
        && block.getStyle().getDirection() != IdentValue.RTL) {
      line.setX(line.getContentStart());
      line.calcCanvasLocation();
      line.calcChildLocations();
    }
  }

  private void visitContent(Box box) {
    if (box instanceof BlockBox block && block.getPersistentBFC() != null) {
      block.getPersistentBFC().getFloatManager().performFloatOperation(this::visit);
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      visit(box.getChild(i));
    }
  }

  private void addBox(Box box) {
    Rectangle border = transformed(box.getPaintingBorderEdge(css));
    // What has no area has no extent, however wide it is.
    if (border.isEmpty() || !counts) {
      return;
    }
    right = Math.max(right, border.x + border.width);
    if (box instanceof BlockBox block && block.isReplaced()) {
      addContent(border.x, border.x + border.width);
    }
  }

  private void visitInline(InlineLayoutBox inline) {
    for (int i = 0; i < inline.getInlineChildCount(); i++) {
      Object child = inline.getInlineChild(i);
      if (child instanceof Box box) {
        visit(box);
      } else if (child instanceof InlineText text && !text.isEmpty()) {
        Rectangle line =
            transformed(
                new Rectangle(
                    inline.getAbsX() + text.getX(),
                    inline.getAbsY(),
                    text.getWidth(),
                    inline.getHeight()));
        if (counts) {
          right = Math.max(right, line.x + line.width);
          addContent(line.x, line.x + line.width);
        }
      }
    }
  }

  private void addContent(int left, int end) {
    contentLeft = Math.min(contentLeft, left);
    cutAtStart |= left < -TOLERANCE && end > 0;
    contentRight = Math.max(contentRight, end);
  }
}
