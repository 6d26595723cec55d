package dev.hookpress.render.pdf;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Draws SVG without scripts and external resources. A document's own fonts are not used, since that
 * would pass hostile bytes to the platform's native font code. A drawing that fails is left blank,
 * and its space stays.
 */
final class SafeSvgDrawer extends BatikSVGDrawer {
  private final OpenHtmlFontResolver fonts;
  private final SvgTextStyles styles;
  private final RenderGuard guard;
  private final Warnings warnings;

  SafeSvgDrawer(
      OpenHtmlFontResolver fonts, SvgTextStyles styles, RenderGuard guard, Warnings warnings) {
    this.fonts = fonts;
    this.styles = styles;
    this.guard = guard;
    this.warnings = warnings;
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> fontFaces, SharedContext shared) {
    this.fontResolver = fonts;
  }

  @Override
  public SVGImage buildSVGImage(
      Element svg,
      Box box,
      CssContext context,
      double cssWidth,
      double cssHeight,
      double dotsPerPixel) {
    guard.checkDeadline();
    if (svg == box.getElement()) {
      styles.inherit(svg, box.getStyle(), context, dotsPerPixel);
    }
    styles.correct(svg);
    double room = box.getContainingBlock() == null ? 0 : box.getContainingBlock().getContentWidth();
    SvgSize size = SvgSize.of(svg).scaled(dotsPerPixel).within(cssWidth, cssHeight, room);
    SVGImage image =
        super.buildSVGImage(svg, box, context, size.width(), size.height(), dotsPerPixel);
    return new Guarded(image);
  }

  @Override
  public SVGImage buildStandaloneSVGImage(
      Element svg, String uri, double targetWidth, double targetHeight, double dotsPerPixel) {
    guard.checkDeadline();
    styles.correct(svg);
    return new Guarded(
        super.buildStandaloneSVGImage(svg, uri, targetWidth, targetHeight, dotsPerPixel));
  }

  private final class Guarded implements SVGImage {
    private final SVGImage image;

    Guarded(SVGImage image) {
      this.image = image;
    }

    @Override
    public int getIntrinsicWidth() {
      return image.getIntrinsicWidth();
    }

    @Override
    public int getIntrinsicHeight() {
      return image.getIntrinsicHeight();
    }

    @Override
    public boolean hasIntrinsicSize() {
      return image.hasIntrinsicSize();
    }

    @Override
    public float getIntrinsicRatio() {
      return image.getIntrinsicRatio();
    }

    @Override
    public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
      guard.checkDeadline();
      try {
        image.drawSVG(device, context, x, y);
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        if (guard.rejection().isPresent()) {
          throw e;
        }
        warnings.lost("An SVG could not be drawn and is left out");
      }
    }
  }
}
