package dev.hookpress.render.font.engine;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.extend.FontContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.TextRenderer;
import com.openhtmltopdf.pdfboxout.FontRun;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontDescription;
import com.openhtmltopdf.pdfboxout.PdfBoxOutputDevice;
import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.JustificationInfo;
import dev.hookpress.render.font.format.GlyphWidths;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Measures and draws text with kerning, as browsers do by default (CSS Fonts 4, {@code
 * font-kerning}). One instance per rendering; not thread-safe.
 */
public final class KernedText extends PdfBoxTextRenderer {
  /** As the engine rounds: a width that is hardly more than a whole number of dots. */
  private static final double DELTA = 0.01;

  /** The font that the engine has set last. */
  TextFont font;

  private BidiReorderer reorderer;

  @Override
  public void setup(FontContext context, BidiReorderer given) {
    super.setup(context, given);
    this.reorderer = given;
  }

  @Override
  public int getWidth(FontContext context, FSFont asked, String string) {
    if (string == null || string.isEmpty() || !(asked instanceof TextFont text)) {
      return super.getWidth(context, asked, string);
    }
    GlyphWidths widths = widths(text.faces().get(0));
    double width = widths == null ? -1 : width(widths, string);
    double dots = (width < 0 ? widthOfRuns(text, string) : width) * text.getSize2D();
    double whole = Math.floor(dots);
    return (int) (dots - whole < DELTA ? whole : whole + 1);
  }

  /** The width of a text in one face; negative if the face lacks a character. */
  private static double width(GlyphWidths widths, String string) {
    double sum = 0;
    int before = 0;
    for (int i = 0; i < string.length(); ) {
      int character = string.codePointAt(i);
      i += Character.charCount(character);
      if (isLeftOut(character)) {
        continue;
      }
      double width = widths.width(character);
      if (width < 0) {
        return -1;
      }
      sum += width + widths.kerning(before, character);
      before = character;
    }
    return sum;
  }

  /** The soft hyphen and the object replacement character, which the engine never draws. */
  private static boolean isLeftOut(int character) {
    return character == 0xAD || character == 0xFFFC;
  }

  private double widthOfRuns(TextFont text, String string) {
    double sum = 0;
    for (FontRun run : divideIntoFontRuns(text, string, reorderer)) {
      GlyphWidths widths = widths(run.description);
      double width = widths == null ? -1 : width(widths, run.string);
      sum += width < 0 ? plainWidth(run) : width;
    }
    return sum;
  }

  private static double plainWidth(FontRun run) {
    try {
      return run.description.getFont().getStringWidth(run.string) / 1000;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      // A character that no face has; the engine draws nothing.
      return 0;
    }
  }

  private static GlyphWidths widths(FontDescription face) {
    return face instanceof FaceDescription described ? described.widths() : null;
  }

  @Override
  public void drawString(OutputDevice device, String string, float x, float y) {
    drawString(device, string, x, y, null);
  }

  @Override
  public void drawString(
      OutputDevice device, String string, float x, float y, JustificationInfo spacing) {
    TextFont current = font;
    PdfBoxOutputDevice output = (PdfBoxOutputDevice) device;
    if (current == null || string.isEmpty()) {
      output.drawString(string, x, y, spacing);
      return;
    }
    String text = TextRenderer.getEffectivePrintableString(string);
    FontDescription first = current.faces().get(0);
    GlyphWidths widths = widths(first);
    if (widths != null && width(widths, text) >= 0) {
      draw(output, text, x, y, spacing, first, current.getSize2D());
      return;
    }
    float offset = 0;
    for (FontRun run : divideIntoFontRuns(current, text, reorderer)) {
      offset +=
          draw(output, run.string, x + offset, y, spacing, run.description, current.getSize2D());
      offset += (float) (plainWidth(run) * current.getSize2D());
    }
  }

  /** Draws a text that the face has; returns by how much its advance differs from its width. */
  private static float draw(
      PdfBoxOutputDevice output,
      String text,
      float x,
      float y,
      JustificationInfo spacing,
      FontDescription face,
      float size) {
    Kerns kerns = Kerns.of(text, widths(face), size, spacing);
    boolean plain = spacing == null && !kerns.isKerned();
    output.drawStringFast(text, x, y, plain ? null : kerns, face, size);
    return kerns.sum();
  }
}
