package dev.hookpress.render.font;

import dev.hookpress.render.font.embed.ToUnicodeMap;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Tells in a PDF font that one glyph stands for the several characters of a cluster. */
final class ClusterText {
  private ClusterText() {}

  /**
   * Writes the texts into the font, and marks it as a subset.
   *
   * @param texts of the glyphs from 1 on
   */
  static void write(PDDocument document, PDType0Font font, List<String> texts) throws IOException {
    COSDictionary dictionary = font.getCOSObject();
    dictionary.setItem(COSName.TO_UNICODE, ToUnicodeMap.of(document, texts));
    String name = ToUnicodeMap.tag(texts) + font.getFontDescriptor().getFontName();
    dictionary.setName(COSName.BASE_FONT, name);
    font.getDescendantFont().getCOSObject().setName(COSName.BASE_FONT, name);
    font.getFontDescriptor().setFontName(name);
  }
}
