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
 * Maps every font that is not embedded to a packaged one. The engine requests all fourteen standard
 * PDF fonts for each document and uses none; source PDFs request fonts as well, but their text is
 * never drawn.
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
