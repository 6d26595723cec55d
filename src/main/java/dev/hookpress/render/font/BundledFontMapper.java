package dev.hookpress.render.font;

import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Answers every question for a font that is not embedded with a packaged one. The engine asks for
 * all fourteen standard fonts of PDF in each document, and uses none; the question is asked about
 * PDFs from outside as well, of which text is never drawn.
 */
record BundledFontMapper(Fonts fonts) implements FontMapper {
  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(any(), false);
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(any(), false);
  }

  @Override
  public CIDFontMapping getCIDFont(
      String name, PDFontDescriptor descriptor, PDCIDSystemInfo systemInfo) {
    OpenTypeFont none = null;
    return new CIDFontMapping(none, any(), false);
  }

  private TrueTypeFont any() {
    FontFace face = fonts.families().face(FontNames.SANS, 400, false).orElseThrow();
    return fonts.face(face).font();
  }
}
