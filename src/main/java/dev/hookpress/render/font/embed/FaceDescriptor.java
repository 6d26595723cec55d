package dev.hookpress.render.font.embed;

import java.io.IOException;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * What a PDF tells about a whole face: its name, style and extent. It is read from the face once,
 * for the first PDF that embeds it. Thread-safe.
 */
public final class FaceDescriptor {
  private final TrueTypeFont font;
  private COSDictionary entries;

  /** Reads nothing yet. */
  public FaceDescriptor(TrueTypeFont font) {
    this.font = font;
  }

  /**
   * A descriptor for one PDF, without the face's program.
   *
   * @throws IOException if the face cannot be embedded
   */
  public PDFontDescriptor copy() throws IOException {
    COSDictionary copy = new COSDictionary();
    for (var entry : entries().entrySet()) {
      COSBase value = entry.getValue();
      // The library notes in each array which document it belongs to.
      copy.setItem(
          entry.getKey(), value instanceof COSArray array ? new COSArray(array.toList()) : value);
    }
    return new PDFontDescriptor(copy);
  }

  private synchronized COSDictionary entries() throws IOException {
    if (entries == null) {
      try (PDDocument scratch = new PDDocument()) {
        COSDictionary read =
            PDType0Font.load(scratch, font, true).getFontDescriptor().getCOSObject();
        read.removeItem(COSName.FONT_FILE2);
        entries = read;
      }
    }
    return entries;
  }
}
