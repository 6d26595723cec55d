package dev.hookpress.render.font.embed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** A PDF font's ToUnicode map: the text that each of its codes stands for. */
public final class ToUnicodeMap {
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

  private static final String DIGITS = "0123456789ABCDEF";

  private ToUnicodeMap() {}

  /**
   * Writes a map.
   *
   * @param texts of the codes from 1 on
   */
  public static PDStream of(PDDocument document, List<String> texts) throws IOException {
    StringBuilder map = new StringBuilder(BEGIN);
    for (int from = 0; from < texts.size(); from += SECTION) {
      int to = Math.min(texts.size(), from + SECTION);
      map.append(to - from).append(" beginbfchar\n");
      for (int i = from; i < to; i++) {
        hex(map.append('<'), i + 1);
        map.append("> <");
        String text = texts.get(i);
        for (int unit = 0; unit < text.length(); unit++) {
          hex(map, text.charAt(unit));
        }
        map.append(">\n");
      }
      map.append("endbfchar\n");
    }
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(map.append(END).toString().getBytes(StandardCharsets.US_ASCII));
    }
    return stream;
  }

  private static void hex(StringBuilder map, int unit) {
    for (int shift = 12; shift >= 0; shift -= 4) {
      map.append(DIGITS.charAt(unit >> shift & 0xF));
    }
  }

  /**
   * The subset tag: six letters and a plus sign (ISO 32000-1, 9.6.4), deterministic for the same
   * texts.
   */
  public static String tag(List<String> texts) {
    int hash = texts.hashCode();
    StringBuilder tag = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      tag.append((char) ('A' + Math.floorMod(hash, 26)));
      hash = Math.floorDiv(hash, 26);
    }
    return tag.append('+').toString();
  }
}
