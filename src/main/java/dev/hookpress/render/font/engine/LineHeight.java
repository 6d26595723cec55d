package dev.hookpress.render.font.engine;

import com.openhtmltopdf.pdfboxout.PdfBoxRawPDFontMetrics;

/**
 * The height of a line with {@code line-height: normal}, as browsers round it: ascent, descent and
 * gap of a font are whole pixels each, so that all lines of a text are equally far apart.
 *
 * @param ascent above the baseline, in pixels
 * @param descent below it, in pixels
 */
public record LineHeight(double ascent, double descent) {
  /**
   * Rounds a font's heights.
   *
   * @param metrics whose ascent and descent include half of the gap each
   * @param size in pixels
   */
  public static LineHeight of(PdfBoxRawPDFontMetrics metrics, double size) {
    double unit = size / 1000;
    double half = metrics._descent - metrics._typoDescent;
    long ascent = round((metrics._ascent - half) * unit);
    long descent = round(metrics._typoDescent * unit);
    long gap = round(2 * half * unit);
    return new LineHeight(ascent + gap / 2, descent + gap - gap / 2);
  }

  /** Half a pixel counts as one, also if it is hardly less by the units of the font. */
  private static long round(double pixels) {
    return (long) Math.floor(pixels + 0.5001);
  }

  /** The distance of two baselines, in pixels. */
  public double total() {
    return ascent + descent;
  }
}
