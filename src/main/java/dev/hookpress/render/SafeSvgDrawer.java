package dev.hookpress.render;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import java.util.List;

/**
 * Draws SVG without scripts and without anything from outside. A document's own fonts are not given
 * to it: it would hand hostile bytes to the platform's native font code.
 */
final class SafeSvgDrawer extends BatikSVGDrawer {
  private final SvgFonts fonts;

  SafeSvgDrawer(SvgFonts fonts) {
    this.fonts = fonts;
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> fontFaces, SharedContext shared) {
    this.fontResolver = fonts;
  }
}
