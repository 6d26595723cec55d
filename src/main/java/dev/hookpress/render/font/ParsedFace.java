package dev.hookpress.render.font;

import com.openhtmltopdf.pdfboxout.PdfBoxRawPDFontMetrics;
import dev.hookpress.render.font.embed.FaceDescriptor;
import dev.hookpress.render.font.format.GlyphWidths;
import dev.hookpress.render.prepared.WebFont;
import java.io.IOException;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * A face that can be embedded.
 *
 * @param weight of its letters, whatever a document declares it for
 * @param metrics its line metrics
 * @param widths of its characters
 * @param descriptor what a PDF tells about it
 */
record ParsedFace(
    TrueTypeFont font,
    String family,
    int weight,
    boolean italic,
    PdfBoxRawPDFontMetrics metrics,
    GlyphWidths widths,
    FaceDescriptor descriptor) {
  /** A packaged or an operator's face. */
  static ParsedFace of(TrueTypeFont font, FontFace face) throws IOException {
    return new ParsedFace(
        font,
        face.family(),
        face.weight(),
        face.italic(),
        LineMetrics.of(font),
        GlyphWidths.of(font),
        new FaceDescriptor(font));
  }

  /**
   * A document's own face. A variable font is drawn in its default weight, as PDF supports no
   * other; any other font has its declared weight.
   */
  static ParsedFace of(TrueTypeFont font, WebFont declared) throws IOException {
    boolean variable = font.getTableMap().containsKey("fvar");
    int weight =
        variable && font.getOS2Windows() != null
            ? font.getOS2Windows().getWeightClass()
            : declared.heaviest();
    return new ParsedFace(
        font,
        declared.family(),
        weight,
        declared.italic(),
        LineMetrics.of(font),
        GlyphWidths.of(font),
        new FaceDescriptor(font));
  }

  /** Whether it has a glyph for a character. */
  boolean has(int character) {
    try {
      return font.getUnicodeCmapLookup().getGlyphId(character) != 0;
    } catch (IOException e) {
      return false;
    }
  }
}
