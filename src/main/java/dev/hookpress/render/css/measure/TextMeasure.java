package dev.hookpress.render.css.measure;

import java.util.List;

/** Measures text in the fonts that the engine draws with. */
public interface TextMeasure {
  /**
   * A font as requested by styles.
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

  /**
   * The same with letter spacing, also after the last letter. Faces that are drawn without kerning
   * at that spacing are measured without it.
   *
   * @param spacing in pixels, added to each letter
   */
  default double width(Font font, String text, double spacing) {
    return width(font, text) + spacing * text.codePointCount(0, text.length());
  }

  /** The height in pixels of a line with {@code line-height: normal}. */
  double lineHeight(Font font);

  /** The distance of the baseline from the top of such a line, in pixels. */
  double ascent(Font font);
}
