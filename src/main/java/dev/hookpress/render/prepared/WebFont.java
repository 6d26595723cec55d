package dev.hookpress.render.prepared;

import java.util.List;

/**
 * A face that a document declares by {@code @font-face} (CSS Fonts Level 4, section 4).
 *
 * @param lightest the lightest declared weight, 1 to 1000
 * @param heaviest the heaviest declared weight; equal to the lightest unless a range is declared
 * @param ranges the characters that the face covers; empty: all
 * @param sources in the order in which they are tried
 */
public record WebFont(
    String family,
    int lightest,
    int heaviest,
    boolean italic,
    List<Range> ranges,
    List<Source> sources) {
  public WebFont {
    ranges = List.copyOf(ranges);
    sources = List.copyOf(sources);
  }

  /** A range of code points, both ends inclusive. */
  public record Range(int first, int last) {}

  /**
   * A source of a face.
   *
   * @param local whether the reference is the name of an installed face
   * @param reference the name of an installed face, or an absolute or {@code data:} URI
   */
  public record Source(boolean local, String reference) {}

  /** Whether the face covers some ASCII characters, which every page uses. */
  public boolean includesAscii() {
    return ranges.isEmpty() || ranges.stream().anyMatch(it -> it.first() <= 0x7E);
  }

  /** Whether the face covers a character. */
  public boolean includes(int character) {
    return ranges.isEmpty()
        || ranges.stream().anyMatch(it -> it.first() <= character && character <= it.last());
  }
}
