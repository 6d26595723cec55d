package dev.hookpress.render.font;

import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/** Answers every question for a font that is not embedded with a packaged one. */
record BundledFontMapper(Map<FontFace, TrueTypeFont> faces) implements FontMapper {
  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(closest(name), false);
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(closest(name), false);
  }

  @Override
  public CIDFontMapping getCIDFont(
      String name, PDFontDescriptor descriptor, PDCIDSystemInfo systemInfo) {
    OpenTypeFont none = null;
    return new CIDFontMapping(none, closest(name), false);
  }

  private TrueTypeFont closest(String name) {
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    boolean bold = lower.contains("bold");
    if (lower.contains("courier") || lower.contains("mono")) {
      return faces.get(bold ? FontFace.MONO_BOLD : FontFace.MONO);
    }
    if (lower.contains("times") || lower.contains("serif") && !lower.contains("sans")) {
      return faces.get(bold ? FontFace.SERIF_BOLD : FontFace.SERIF);
    }
    return faces.get(bold ? FontFace.SANS_BOLD : FontFace.SANS);
  }
}
