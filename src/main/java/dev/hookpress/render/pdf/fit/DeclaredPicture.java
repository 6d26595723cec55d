package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.extend.ReplacedElement;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.pdfboxout.PdfBoxImageElement;
import com.openhtmltopdf.render.BlockBox;

/**
 * A picture whose style gives it a size. The engine compares limits with the size that the picture
 * has by itself: one of 1600 pixels with {@code width: 60px; max-width: 100%} took all the width.
 */
public final class DeclaredPicture extends PdfBoxImageElement {
  /**
   * Dots of the longer side where the size is a part of a container that is not known yet. Only the
   * ratio counts; limits are greater than these few pixels, and rounding does not show.
   */
  private static final int UNKNOWN = 1000;

  private final int width;
  private final int height;

  private DeclaredPicture(
      BlockBox box, PdfBoxImageElement picture, LayoutContext context, int width, int height) {
    super(
        box.getElement(),
        picture.getImage(),
        context.getSharedContext(),
        box.getStyle().isImageRenderingInterpolate());
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  /**
   * Replaces a picture that has a size and a limit; returns others as they are.
   *
   * @param width of the element's style, in dots; -1 for {@code auto}
   * @param height of the element's style, in dots; -1 for {@code auto}
   */
  public static ReplacedElement of(
      LayoutContext context, BlockBox box, ReplacedElement created, int width, int height) {
    CalculatedStyle style = box.getStyle();
    if (!(created instanceof PdfBoxImageElement picture)
        || style.isMaxWidthNone() && style.isMaxHeightNone()) {
      return created;
    }
    double natural = picture.getIntrinsicWidth();
    double ratio = natural / Math.max(1, picture.getIntrinsicHeight());
    boolean wide = width > 0 && !style.isAutoWidth() && style.isAbsoluteWidth();
    boolean high = height > 0 && !style.isAutoHeight() && style.hasAbsoluteUnit(CSSName.HEIGHT);
    if (natural <= 0 || ratio <= 0) {
      return created;
    }
    if (wide && high) {
      return new DeclaredPicture(box, picture, context, width, height);
    }
    if (wide && style.isAutoHeight()) {
      return new DeclaredPicture(box, picture, context, width, (int) Math.round(width / ratio));
    }
    if (high && style.isAutoWidth()) {
      return new DeclaredPicture(box, picture, context, (int) Math.round(height * ratio), height);
    }
    if (!style.isAutoWidth() && style.isAutoHeight() && style.isMaxHeightNone()) {
      int longer = (int) Math.min(UNKNOWN, Math.max(natural, natural / ratio));
      return ratio > 1
          ? new DeclaredPicture(box, picture, context, longer, (int) Math.round(longer / ratio))
          : new DeclaredPicture(box, picture, context, (int) Math.round(longer * ratio), longer);
    }
    return created;
  }

  @Override
  public int getIntrinsicWidth() {
    return width;
  }

  @Override
  public int getIntrinsicHeight() {
    return height;
  }
}
