package dev.hookpress.render.font.engine;

import com.openhtmltopdf.pdfboxout.PdfBoxFSFont;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontDescription;
import java.util.List;

/**
 * A style's faces at one size. The engine sets a font immediately before it draws text in it, and
 * then asks for its faces; the font remembers this for its renderer, which is not told the font.
 */
public final class TextFont extends PdfBoxFSFont {
  private final TextEffects effects;
  private final int dotsPerPixel;
  private final KernedText renderer;

  /**
   * Creates a font.
   *
   * @param faces in the order in which they are tried for each character
   * @param size in the engine's dots
   * @param effects of the text that is drawn in it
   * @param dotsPerPixel the engine's dots in a pixel of the style sheet's
   */
  public TextFont(
      List<FontDescription> faces,
      float size,
      TextEffects effects,
      int dotsPerPixel,
      KernedText renderer) {
    super(faces, size);
    this.effects = effects;
    this.dotsPerPixel = dotsPerPixel;
    this.renderer = renderer;
  }

  @Override
  public List<FontDescription> getFontDescriptions() {
    renderer.font = this;
    return super.getFontDescriptions();
  }

  /** The same faces, without changing the current font. */
  List<FontDescription> faces() {
    return super.getFontDescriptions();
  }

  /** The height of its lines, in the engine's dots; null if the engine is to work it out. */
  LineHeight lineHeight() {
    for (FontDescription face : faces()) {
      if (face instanceof FaceDescription described && described.countsForHeight()) {
        LineHeight height = LineHeight.of(described.getFontMetrics(), getSize2D() / dotsPerPixel);
        return new LineHeight(height.ascent() * dotsPerPixel, height.descent() * dotsPerPixel);
      }
    }
    return null;
  }

  TextEffects effects() {
    return effects;
  }
}
