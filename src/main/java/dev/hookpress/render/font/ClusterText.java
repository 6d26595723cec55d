package dev.hookpress.render.font;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Writes a PDF font's ToUnicode map, in which one glyph stands for the several characters of a
 * cluster.
 */
final class ClusterText {
  /** PDF's limit for one section of a character map (ISO 32000-1, 9.10.3). */
  private static final int SECTION = 100;

  private static final String BEGIN =
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange
      """;
  private static final String END =
      """
      endcmap
      CMapName currentdict /CMap defineresource pop
      end
      end
      """;

  private ClusterText() {}

  /**
   * Writes the texts into the font, and marks it as a subset.
   *
   * @param texts of the glyphs from 1 on
   */
  static void write(PDDocument document, PDType0Font font, List<String> texts) throws IOException {
    StringBuilder map = new StringBuilder(BEGIN);
    for (int from = 0; from < texts.size(); from += SECTION) {
      List<String> section = texts.subList(from, Math.min(texts.size(), from + SECTION));
      map.append(section.size()).append(" beginbfchar\n");
      for (int i = 0; i < section.size(); i++) {
        map.append("<%04X> <".formatted(from + i + 1));
        section.get(i).chars().forEach(unit -> map.append("%04X".formatted(unit)));
        map.append(">\n");
      }
      map.append("endbfchar\n");
    }
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(map.append(END).toString().getBytes(StandardCharsets.US_ASCII));
    }
    COSDictionary dictionary = font.getCOSObject();
    dictionary.setItem(COSName.TO_UNICODE, stream);
    String name = tag(texts) + font.getFontDescriptor().getFontName();
    dictionary.setName(COSName.BASE_FONT, name);
    font.getDescendantFont().getCOSObject().setName(COSName.BASE_FONT, name);
    font.getFontDescriptor().setFontName(name);
  }

  /**
   * The subset tag: six letters and a plus sign (ISO 32000-1, 9.6.4), deterministic for the same
   * texts.
   */
  private static String tag(List<String> texts) {
    int hash = texts.hashCode();
    StringBuilder tag = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      tag.append((char) ('A' + Math.floorMod(hash, 26)));
      hash = Math.floorDiv(hash, 26);
    }
    return tag.append('+').toString();
  }
}
