package dev.hookpress.render.font;

import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Allocates code points that stand for clusters: no font and practically no document uses them. A
 * stand-in for right-to-left text must itself have right-to-left direction.
 */
final class ClusterCodes {
  /** A long book has some thousands of different syllables. */
  private static final int MAX_LEFT_TO_RIGHT = 16_000;

  private final PrimitiveIterator.OfInt leftToRight;
  private final PrimitiveIterator.OfInt rightToLeft;

  /**
   * @param taken code points that the document itself uses
   */
  ClusterCodes(Set<Integer> taken) {
    // Private use, plane 16.
    this.leftToRight =
        IntStream.range(0x100000, 0x100000 + MAX_LEFT_TO_RIGHT)
            .filter(c -> !taken.contains(c))
            .iterator();
    // Mathematical Arabic letters, of bidi class AL; the unassigned code points after them are of
    // class R, which differs in the order of signs between digits.
    this.rightToLeft =
        IntStream.concat(IntStream.range(0x1EE00, 0x1EEF0), IntStream.range(0x1E960, 0x1EC70))
            .filter(c -> !taken.contains(c))
            .iterator();
  }

  /** Allocates a code point; empty if all are in use. */
  Optional<Integer> next(boolean fromRightToLeft) {
    PrimitiveIterator.OfInt codes = fromRightToLeft ? rightToLeft : leftToRight;
    return codes.hasNext() ? Optional.of(codes.nextInt()) : Optional.empty();
  }
}
