package dev.hookpress.fidelity;

import java.util.List;
import java.util.Map;

/**
 * What a reader sees of a PDF.
 *
 * @param pages the pages' sizes
 * @param words in the order in which they are drawn
 * @param colours the number of pixels of each colour; white and nearly white are left out
 */
record SeenPdf(List<PageSize> pages, List<Word> words, Map<Shade, Integer> colours) {
  /** A page's size in points. */
  record PageSize(double width, double height) {}

  /** A colour with six steps a channel, each 0 to 5. */
  record Shade(int red, int green, int blue) implements Comparable<Shade> {
    private static final int STEP = 43;
    private static final int STEPS = 6;

    /** Of channels from 0 to 255. */
    static Shade of(int red, int green, int blue) {
      return new Shade(red / STEP, green / STEP, blue / STEP);
    }

    static Shade at(int index) {
      return new Shade(index / STEPS / STEPS, index / STEPS % STEPS, index % STEPS);
    }

    int index() {
      return (red * STEPS + green) * STEPS + blue;
    }

    @Override
    public int compareTo(Shade other) {
      return Integer.compare(index(), other.index());
    }
  }
}
