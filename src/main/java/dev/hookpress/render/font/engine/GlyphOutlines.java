package dev.hookpress.render.font.engine;

import com.openhtmltopdf.css.parser.FSColor;
import com.openhtmltopdf.pdfboxout.PdfBoxOutputDevice;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;

/** Draws glyphs as paths, which programs that extract text do not read. */
final class GlyphOutlines {
  /** Outlines take ten times the space of text: a long document is drawn without the rest. */
  private static final int MAX_GLYPHS = 50_000;

  private int glyphs;

  /** How far the paths are from the text, in dots, and their colour. */
  record Offset(float right, float down, FSColor colour) {}

  /**
   * Fills the outlines of a text.
   *
   * @param x its start, in dots, as of {@code y}, its base line
   * @param distances what is added after each character, in dots
   * @param size in dots
   */
  void fill(
      PdfBoxOutputDevice output,
      Offset offset,
      PDFont font,
      String text,
      float x,
      float y,
      Kerns distances,
      float size) {
    glyphs += text.length();
    if (!(font instanceof PDVectorFont outlines) || glyphs > MAX_GLYPHS) {
      return;
    }
    Path2D.Float path = new Path2D.Float(Path2D.WIND_NON_ZERO);
    double pen = x + offset.right();
    int at = 0;
    try {
      while (at < text.length()) {
        int end = text.offsetByCodePoints(at, 1);
        int code = font.readCode(new ByteArrayInputStream(font.encode(text.substring(at, end))));
        AffineTransform place = AffineTransform.getTranslateInstance(pen, y + offset.down());
        place.scale(size / 1000, -size / 1000);
        path.append(place.createTransformedShape(outlines.getNormalizedPath(code)), false);
        pen += font.getWidth(code) / 1000 * size + distances.getNonSpaceAdjust();
        at = end;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      // A character that the face does not have; the text itself is drawn without it, too.
    }
    output.setColor(offset.colour());
    output.fill(path);
  }
}
