package dev.hookpress.render.css.layout;

/**
 * What an item's content box needs. An answer may cost a whole layout: implementations keep what
 * they found out.
 */
public interface Content {
  /** Nothing at all. */
  Content EMPTY = fixed(0, 0);

  /** The width below which something sticks out. */
  double minWidth();

  /** The width above which no line breaks. */
  double maxWidth();

  /** The height at a width. */
  double height(double width);

  /** How far the first baseline is from the top; the height if there is no text. */
  default double baseline(double width) {
    return height(width);
  }

  /** Content of one size only. */
  static Content fixed(double width, double height) {
    return new Content() {
      @Override
      public double minWidth() {
        return width;
      }

      @Override
      public double maxWidth() {
        return width;
      }

      @Override
      public double height(double available) {
        return height;
      }
    };
  }
}
