package dev.hookpress.render.font;

import java.util.Arrays;
import org.apache.fontbox.ttf.CmapLookup;

/** The set of characters that a face has a glyph for. Immutable. */
final class Coverage {
  static final Coverage NONE = new Coverage(new int[0], new int[0]);

  private final int[] firsts;
  private final int[] lasts;

  private Coverage(int[] firsts, int[] lasts) {
    this.firsts = firsts;
    this.lasts = lasts;
  }

  /**
   * Parses ranges of code points in ascending order, separated by spaces, in hexadecimal: the
   * distance of a range's first code point from the previous range's last one, and after a plus
   * sign how many more code points the range has.
   */
  static Coverage parse(String text) {
    String[] ranges = text.strip().split(" ");
    int[] firsts = new int[ranges.length];
    int[] lasts = new int[ranges.length];
    int at = 0;
    for (int i = 0; i < ranges.length; i++) {
      int plus = ranges[i].indexOf('+');
      int gap = Integer.parseInt(plus < 0 ? ranges[i] : ranges[i].substring(0, plus), 16);
      firsts[i] = at + gap;
      at = firsts[i] + (plus < 0 ? 0 : Integer.parseInt(ranges[i].substring(plus + 1), 16));
      lasts[i] = at;
    }
    return new Coverage(firsts, lasts);
  }

  /** The coverage of a parsed font, limited to the given characters. */
  static Coverage of(CmapLookup cmap, int[] characters) {
    int[] found = Arrays.stream(characters).filter(c -> cmap.getGlyphId(c) != 0).sorted().toArray();
    return new Coverage(found, found);
  }

  boolean has(int character) {
    int at = Arrays.binarySearch(firsts, character);
    if (at >= 0) {
      return true;
    }
    int range = -at - 2;
    return range >= 0 && character <= lasts[range];
  }
}
