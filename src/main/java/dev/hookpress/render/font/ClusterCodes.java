package dev.hookpress.render.font;

import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Characters that can stand for clusters: no font has them, and no document but one that is about
 * them. What stands for text from right to left must itself be ordered from right to left.
 */
final class ClusterCodes {
  /** A long book has some thousands of different syllables. */
  private static final int MOST_LEFT_TO_RIGHT = 16_000;

  private final PrimitiveIterator.OfInt leftToRight;
  private final PrimitiveIterator.OfInt rightToLeft;

  /**
   * Hands out none yet.
   *
   * @param taken what the document uses itself
   */
  ClusterCodes(Set<Integer> taken) {
    // Private use, plane 16.
    this.leftToRight =
        IntStream.range(0x100000, 0x100000 + MOST_LEFT_TO_RIGHT)
            .filter(c -> !taken.contains(c))
            .iterator();
    // Mathematical Arabic letters, in the class of Arabic letters; what is unassigned after them is
    // in the class of Hebrew ones, which differs in how signs between digits are ordered.
    this.rightToLeft =
        IntStream.concat(IntStream.range(0x1EE00, 0x1EEF0), IntStream.range(0x1E960, 0x1EC70))
            .filter(c -> !taken.contains(c))
            .iterator();
  }

  /** Another character; nothing, when all are in use. */
  Optional<Integer> next(boolean fromRightToLeft) {
    PrimitiveIterator.OfInt codes = fromRightToLeft ? rightToLeft : leftToRight;
    return codes.hasNext() ? Optional.of(codes.nextInt()) : Optional.empty();
  }
}
