package dev.hookpress.render.css.measure;

import java.util.List;

/** The fonts that the engine draws with, as far as layout needs to know them. */
public interface TextMeasure {
  /**
   * A font as styles ask for it.
   *
   * @param weight 1 to 1,000
   * @param size in pixels
   */
  record Font(List<String> families, int weight, boolean italic, double size) {
    public Font {
      families = List.copyOf(families);
    }
  }

  /** The advance width of a text in pixels, without letter spacing; 0 for no text. */
  double width(Font font, String text);

  /** The height in pixels of a line whose {@code line-height} is {@code normal}. */
  double lineHeight(Font font);

  /** How far the baseline is below the top of such a line, in pixels. */
  double ascent(Font font);
}
