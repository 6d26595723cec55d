package dev.hookpress.render.font.engine;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.css.parser.FSColor;
import com.openhtmltopdf.extend.FontContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.TextRenderer;
import com.openhtmltopdf.pdfboxout.FontRun;
import com.openhtmltopdf.pdfboxout.PdfBoxFSFontMetrics;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontDescription;
import com.openhtmltopdf.pdfboxout.PdfBoxOutputDevice;
import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.FSFontMetrics;
import com.openhtmltopdf.render.JustificationInfo;
import dev.hookpress.render.font.format.GlyphWidths;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Measures and draws text with kerning, as browsers do by default (CSS Fonts 4, {@code
 * font-kerning}), and with the effects of its font. One instance per rendering; not thread-safe.
 */
public final class KernedText extends PdfBoxTextRenderer {
  /** As the engine rounds: a width that is hardly more than a whole number of dots. */
  private static final double DELTA = 0.01;

  /**
   * Letters that are further apart, relative to the size, are words of their own for programs that
   * extract text, unless all stand equally far apart.
   */
  private static final float WIDE = 0.08f;

  /**
   * Programs that extract text take lines for one block up to a distance of one and a half sizes,
   * which is a usual line height. So that rounding does not decide, letters are larger than they
   * are laid out by a sixth of a point on a whole line.
   */
  private static final float JOINED = 1.0003f;

  private static final char ZERO_WIDTH_SPACE = '\u200B';

  /** The font that the engine has set last. */
  TextFont font;

  private final GlyphOutlines outlines = new GlyphOutlines();
  private BidiReorderer reorderer;

  /** Where text is drawn as outlines instead; null where it is drawn as text. */
  private GlyphOutlines.Offset outlined;

  @Override
  public void setup(FontContext context, BidiReorderer given) {
    super.setup(context, given);
    this.reorderer = given;
  }

  /**
   * Draws text as outlines, which are not extracted, at an offset in dots.
   *
   * @param text draws the text
   */
  public void drawOutlines(float right, float down, FSColor colour, Runnable text) {
    outlined = new GlyphOutlines.Offset(right, down, colour);
    try {
      text.run();
    } finally {
      outlined = null;
    }
  }

  @Override
  public FSFontMetrics getFSFontMetrics(FontContext context, FSFont asked, String string) {
    PdfBoxFSFontMetrics metrics =
        (PdfBoxFSFontMetrics) super.getFSFontMetrics(context, asked, string);
    LineHeight height = asked instanceof TextFont text ? text.lineHeight() : null;
    if (height != null) {
      metrics.setAscent((float) height.ascent());
      metrics.setDescent((float) height.descent());
    }
    return metrics;
  }

  @Override
  public int getWidth(FontContext context, FSFont asked, String string) {
    if (string == null || string.isEmpty() || !(asked instanceof TextFont text)) {
      return super.getWidth(context, asked, string);
    }
    double dots = 0;
    if (text.effects().smallCaps()) {
      for (CapsRun run : CapsRun.of(string)) {
        dots += width(text, run.drawn()) * run.size(text.getSize2D());
      }
    } else {
      dots = width(text, string) * text.getSize2D();
    }
    dots = Math.max(0, dots + text.effects().added(string));
    double whole = Math.floor(dots);
    return (int) (dots - whole < DELTA ? whole : whole + 1);
  }

  /** The width of a text without its effects, relative to the size. */
  private double width(TextFont text, String string) {
    FontDescription first = text.faces().get(0);
    double width = width(first, isKerned(text, first), string);
    return width < 0 ? widthOfRuns(text, string) : width;
  }

  /** The width of a text in one face; negative if the face lacks a character. */
  private static double width(FontDescription face, boolean kerned, String string) {
    GlyphWidths widths = widths(face);
    if (widths == null) {
      return -1;
    }
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
      sum += width + (kerned ? widths.kerning(before, character) : 0);
      before = character;
    }
    return sum;
  }

  /**
   * Whether letters are kerned. Letters far apart are in few families, such as the twins of Arial
   * and Times, in which hardly a pair is kerned; in others, they would stand unevenly.
   */
  private static boolean isKerned(TextFont text, FontDescription face) {
    return !areApart(text.effects().letters(), text.getSize2D())
        || face instanceof FaceDescription described && described.kernsFewPairs();
  }

  /**
   * Whether letters are spaced so far apart that only faces with few pairs are kerned.
   *
   * @param spacing in the unit of the size
   */
  public static boolean areApart(double spacing, double size) {
    return spacing >= WIDE * size;
  }

  /**
   * The soft hyphen and the object replacement character, which the engine never draws, and the
   * zero width space, which would be extracted as a part of the word.
   */
  private static boolean isLeftOut(int character) {
    return character == 0xAD || character == 0xFFFC || character == ZERO_WIDTH_SPACE;
  }

  private double widthOfRuns(TextFont text, String string) {
    double sum = 0;
    for (FontRun run : divideIntoFontRuns(text, string, reorderer)) {
      double width = width(run.description, isKerned(text, run.description), run.string);
      sum += width < 0 ? plainWidth(run.description, run.string) : width;
    }
    return sum;
  }

  private static double plainWidth(FontDescription face, String string) {
    try {
      return face.getFont().getStringWidth(string) / 1000;
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
      OutputDevice device, String string, float x, float y, JustificationInfo justification) {
    TextFont current = font;
    PdfBoxOutputDevice output = (PdfBoxOutputDevice) device;
    if (current == null || string.isEmpty()) {
      output.drawString(string, x, y, justification);
      return;
    }
    String text = TextRenderer.getEffectivePrintableString(string);
    if (text.indexOf(ZERO_WIDTH_SPACE) >= 0) {
      text = text.replace(String.valueOf(ZERO_WIDTH_SPACE), "");
    }
    if (text.isEmpty()) {
      return;
    }
    Line line = new Line(output, current, y, justification);
    if (!current.effects().smallCaps()) {
      line.draw(text, x, current.getSize2D());
      return;
    }
    float offset = x;
    for (CapsRun run : CapsRun.of(text)) {
      float size = run.size(current.getSize2D());
      offset +=
          run.small() ? line.drawSmall(run, offset, size) : line.draw(run.text(), offset, size);
    }
  }

  /** Draws parts of a text on one base line. */
  private final class Line {
    private final PdfBoxOutputDevice output;
    private final TextFont current;
    private final float y;
    private final JustificationInfo justification;

    Line(PdfBoxOutputDevice output, TextFont current, float y, JustificationInfo justification) {
      this.output = output;
      this.current = current;
      this.y = y;
      this.justification = justification;
    }

    /** Draws small capitals that are extracted as they are written, if the face is packaged. */
    float drawSmall(CapsRun run, float x, float size) {
      FontDescription first = current.faces().get(0);
      FontDescription small =
          first instanceof FaceDescription described ? described.smallCaps() : null;
      if (small == null
          || width(first, true, run.drawn()) < 0
          || width(small, false, run.text()) < 0) {
        return draw(run.drawn(), x, size);
      }
      boolean even = run.drawn().length() == run.text().length();
      Kerns kerns =
          new Kerns(
              even ? run.drawn() : run.text(),
              even && isKerned(current, first) ? widths(first) : null,
              size,
              current.effects(),
              justification);
      write(run.text(), x, kerns, small, size);
      return kerns.sum() + (float) (width(small, false, run.text()) * size);
    }

    /** Returns the advance. */
    float draw(String text, float x, float size) {
      FontDescription first = current.faces().get(0);
      double width = width(first, false, text);
      if (width >= 0) {
        return drawIn(first, text, x, size) + (float) (width * size);
      }
      float offset = 0;
      for (FontRun run : divideIntoFontRuns(current, text, reorderer)) {
        offset += drawIn(run.description, run.string, x + offset, size);
        offset += (float) (plainWidth(run.description, run.string) * size);
      }
      return offset;
    }

    /** Returns by how much the advance differs from the widths of the characters. */
    private float drawIn(FontDescription face, String text, float x, float size) {
      GlyphWidths widths = isKerned(current, face) ? widths(face) : null;
      Kerns kerns = new Kerns(text, widths, size, current.effects(), justification);
      write(text, x, kerns, face, size);
      return kerns.sum();
    }

    private void write(String text, float x, Kerns kerns, FontDescription face, float size) {
      if (outlined != null) {
        outlines.fill(output, outlined, face.getFont(), text, x, y, kerns, size);
        return;
      }
      JustificationInfo uneven = kerns.isUneven() ? kerns : null;
      output.drawStringFast(text, x, y, uneven, face, size * JOINED);
    }
  }
}
