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
  private final KernedText renderer;

  /**
   * Creates a font.
   *
   * @param faces in the order in which they are tried for each character
   * @param size in the engine's dots
   * @param effects of the text that is drawn in it
   */
  public TextFont(
      List<FontDescription> faces, float size, TextEffects effects, KernedText renderer) {
    super(faces, size);
    this.effects = effects;
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

  TextEffects effects() {
    return effects;
  }
}
