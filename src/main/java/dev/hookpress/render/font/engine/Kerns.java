package dev.hookpress.render.font.engine;

import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.JustificationInfo;
import dev.hookpress.render.font.format.GlyphWidths;

/**
 * The distances after each character of one text: its kerning, and what letter spacing or
 * justification add. The engine asks for one distance for each character, in their order.
 */
final class Kerns extends JustificationInfo {
  /** In dots, per code point. */
  private final float[] distances;

  private final float sum;
  private final boolean kerned;
  private int next;

  private Kerns(float[] distances, float sum, boolean kerned) {
    this.distances = distances;
    this.sum = sum;
    this.kerned = kerned;
  }

  /**
   * The distances in a text.
   *
   * @param widths of its face; null if it is not kerned
   * @param size in dots
   * @param spacing letter spacing or justification; null for none
   */
  static Kerns of(String text, GlyphWidths widths, float size, JustificationInfo spacing) {
    float[] distances = new float[text.codePointCount(0, text.length())];
    float sum = 0;
    boolean kerned = false;
    int index = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      float distance = 0;
      if (widths != null && at < text.length()) {
        distance = (float) widths.kerning(character, text.codePointAt(at)) * size;
        kerned |= distance != 0;
      }
      if (spacing != null) {
        distance +=
            PdfBoxTextRenderer.isJustificationSpace(character)
                ? spacing.getSpaceAdjust()
                : spacing.getNonSpaceAdjust();
      }
      distances[index++] = distance;
      sum += distance;
    }
    return new Kerns(distances, sum, kerned);
  }

  /** The sum of all distances, in dots. */
  float sum() {
    return sum;
  }

  /** Whether any two characters are kerned. */
  boolean isKerned() {
    return kerned;
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
