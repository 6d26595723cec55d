package dev.hookpress.render.font.engine;

import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.JustificationInfo;
import dev.hookpress.render.font.format.GlyphWidths;

/**
 * The distances after each character of one text: its kerning, and what letter spacing, word
 * spacing and justification add. The engine asks for one distance for each character, in order.
 */
final class Kerns extends JustificationInfo {
  /** From which distance on letters are words, relative to the size. */
  private static final float WORD = 0.1f;

  private static final float DOUBT = 0.001f;

  /** In dots, per code point. */
  private final float[] distances;

  private float sum;
  private boolean uneven;
  private int next;

  /**
   * The distances in a text.
   *
   * @param widths of its face; null if it is not kerned
   * @param size in dots
   * @param justification null for none
   */
  Kerns(
      String text,
      GlyphWidths widths,
      float size,
      TextEffects effects,
      JustificationInfo justification) {
    this.distances = new float[text.codePointCount(0, text.length())];
    int index = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      float distance = joined(effects.after(character), size);
      if (widths != null && at < text.length()) {
        distance += (float) widths.kerning(character, text.codePointAt(at)) * size;
      }
      if (justification != null) {
        distance +=
            PdfBoxTextRenderer.isJustificationSpace(character)
                ? justification.getSpaceAdjust()
                : justification.getNonSpaceAdjust();
      }
      distances[index++] = distance;
      sum += distance;
      uneven |= distance != 0;
    }
  }

  /**
   * Programs that extract text take letters for words of their own from a tenth of the size on,
   * which is a usual spacing. So that rounding does not decide, such letters are a little closer.
   */
  private static float joined(float distance, float size) {
    return Math.abs(distance - WORD * size) < DOUBT * size ? (WORD - DOUBT) * size : distance;
  }

  /** The sum of all distances, in dots. */
  float sum() {
    return sum;
  }

  /** Whether there is any distance. */
  boolean isUneven() {
    return uneven;
  }

  @Override
  public float getNonSpaceAdjust() {
    return distances[next++];
  }

  @Override
  public float getSpaceAdjust() {
    return distances[next++];
  }
}
