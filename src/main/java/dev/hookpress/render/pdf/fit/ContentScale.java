package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.newmatch.PageInfo;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.layout.SharedContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The scale of content relative to the page. The engine needs a whole number of dots per pixel, so
 * the scale has steps.
 *
 * @param dotsPerPixel 20 for the author's own size
 */
public record ContentScale(int dotsPerPixel) {
  private static final int STANDARD_DOTS = 20;

  /** Two thirds, as in browsers, rounded so that what fits there fits here. */
  private static final int BROWSERS_LEAST_DOTS = 13;

  private static final int LEAST_DOTS = 10;

  /** At the author's own size. */
  static final ContentScale STANDARD = new ContentScale(STANDARD_DOTS);

  private static final List<CSSName> PAGE_LENGTHS =
      List.of(
          CSSName.FS_PAGE_WIDTH,
          CSSName.FS_PAGE_HEIGHT,
          CSSName.MARGIN_TOP,
          CSSName.MARGIN_RIGHT,
          CSSName.MARGIN_BOTTOM,
          CSSName.MARGIN_LEFT,
          CSSName.PADDING_TOP,
          CSSName.PADDING_RIGHT,
          CSSName.PADDING_BOTTOM,
          CSSName.PADDING_LEFT);

  /** The step nearest to a scale. */
  static ContentScale of(double scale) {
    return new ContentScale((int) Math.round(scale * STANDARD_DOTS));
  }

  /** The scale relative to the author's own size. */
  public double factor() {
    return (double) dotsPerPixel / STANDARD_DOTS;
  }

  int percent() {
    return (int) Math.round(factor() * 100);
  }

  /**
   * The largest step at which text and images fit, and boxes but for less than half a step; or the
   * smallest step of browsers.
   *
   * @param boxes the width that all boxes need, as a multiple of the page's
   * @param content the width that text and images need, likewise
   */
  ContentScale shrunkBy(double boxes, double content) {
    return shrunkBy(boxes, content, BROWSERS_LEAST_DOTS);
  }

  /** The same with a smallest step below that of browsers. */
  ContentScale shrunkFurtherBy(double boxes, double content) {
    return shrunkBy(boxes, content, LEAST_DOTS);
  }

  private ContentScale shrunkBy(double boxes, double content, int least) {
    int dots = (int) Math.min(Math.round(dotsPerPixel / boxes), Math.floor(dotsPerPixel / content));
    return new ContentScale(Math.max(Math.min(least, dotsPerPixel), dots));
  }

  /** Whether browsers would shrink no further. */
  boolean isBrowsersLeast() {
    return dotsPerPixel == BROWSERS_LEAST_DOTS;
  }

  /** Call before layout. */
  public void apply(SharedContext context) {
    if (!equals(STANDARD)) {
      context.setDPI((float) (context.getDPI() * factor()));
      context.setDotsPerPixel(dotsPerPixel);
    }
  }

  /** Keeps the page's size and margins at any content scale. */
  public PageInfo page(PageInfo page) {
    return equals(STANDARD) ? page : new FixedPage(page, (float) (1 / factor()));
  }

  private static final class FixedPage extends PageInfo {
    private final PageInfo page;
    private final CascadedStyle style;

    FixedPage(PageInfo page, float factor) {
      super(page.getProperties(), page.getPageStyle(), page.getMarginBoxes(), List.of());
      this.page = page;
      List<PropertyDeclaration> fixed = new ArrayList<>();
      for (CSSName name : PAGE_LENGTHS) {
        PropertyDeclaration declared = page.getPageStyle().propertyByName(name);
        if (declared != null && declared.getValue() instanceof PropertyValue value) {
          addLength(name, value, factor, fixed);
        }
      }
      this.style =
          CascadedStyle.createLayoutStyle(
              page.getPageStyle(), fixed.toArray(PropertyDeclaration[]::new));
    }

    private static void addLength(
        CSSName name, PropertyValue value, float factor, List<PropertyDeclaration> fixed) {
      boolean dimension = name == CSSName.FS_PAGE_WIDTH || name == CSSName.FS_PAGE_HEIGHT;
      if (isLength(value)) {
        float length = value.getFloatValue() * factor;
        fixed.add(declare(name, new PropertyValue(value.getPrimitiveType(), length, "")));
      } else if (dimension && value.getIdentValue() == IdentValue.AUTO) {
        float millimetres = name == CSSName.FS_PAGE_WIDTH ? 210 : 297;
        fixed.add(
            declare(name, new PropertyValue(CSSPrimitiveValue.CSS_MM, millimetres * factor, "")));
      }
    }

    private static boolean isLength(PropertyValue value) {
      short type = value.getPrimitiveType();
      return type >= CSSPrimitiveValue.CSS_EMS && type <= CSSPrimitiveValue.CSS_PC;
    }

    private static PropertyDeclaration declare(CSSName name, PropertyValue value) {
      return new PropertyDeclaration(name, value, true, StylesheetInfo.USER);
    }

    @Override
    public CascadedStyle getPageStyle() {
      return style;
    }

    @Override
    public List<PropertyDeclaration> getXMPPropertyList() {
      return page.getXMPPropertyList();
    }

    @Override
    public CalculatedStyle getFootnoteAreaRawMaxHeightStyle() {
      return page.getFootnoteAreaRawMaxHeightStyle();
    }

    @Override
    public CascadedStyle createFootnoteAreaStyle() {
      return page.createFootnoteAreaStyle();
    }
  }
}
