package dev.hookpress.render.pdf;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import java.util.List;

/**
 * Draws SVG without scripts and without anything from outside. A document's own fonts are not given
 * to it: it would hand hostile bytes to the platform's native font code.
 */
final class SafeSvgDrawer extends BatikSVGDrawer {
  private final OpenHtmlFontResolver fonts;

  SafeSvgDrawer(OpenHtmlFontResolver fonts) {
    this.fonts = fonts;
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> fontFaces, SharedContext shared) {
    this.fontResolver = fonts;
  }
}
