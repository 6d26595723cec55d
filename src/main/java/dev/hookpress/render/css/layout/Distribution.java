package dev.hookpress.render.css.layout;

/**
 * The offset and spacing of items or lines by {@code justify-content} and {@code align-content}.
 *
 * @param start before the first
 * @param between added to the gap
 */
record Distribution(double start, double between) {
  /**
   * @param free remaining space; negative on overflow
   * @param reversed whether the order is from end to start
   */
  static Distribution of(Align align, double free, int count, boolean reversed) {
    if (free < 0) {
      // Negative space is not distributed: the fallback alignments.
      return switch (align) {
        case CENTER -> new Distribution(free / 2, 0);
        case FLEX_END -> new Distribution(free, 0);
        case END, RIGHT -> new Distribution(reversed ? 0 : free, 0);
        case START, LEFT -> new Distribution(reversed ? free : 0, 0);
        default -> new Distribution(0, 0);
      };
    }
    return switch (align) {
      case CENTER -> new Distribution(free / 2, 0);
      case FLEX_END -> new Distribution(free, 0);
      case END, RIGHT -> new Distribution(reversed ? 0 : free, 0);
      case START, LEFT -> new Distribution(reversed ? free : 0, 0);
      case SPACE_BETWEEN -> new Distribution(0, count > 1 ? free / (count - 1) : 0);
      case SPACE_AROUND -> new Distribution(free / count / 2, free / count);
      case SPACE_EVENLY -> new Distribution(free / (count + 1), free / (count + 1));
      default -> new Distribution(0, 0);
    };
  }
}
