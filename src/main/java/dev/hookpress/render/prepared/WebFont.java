package dev.hookpress.render.prepared;

import java.util.List;

/**
 * A face that a document declares by {@code @font-face} (CSS Fonts Level 4, section 4).
 *
 * @param lightest the lightest weight that it is declared for, 1 to 1000
 * @param heaviest the heaviest one; the same, unless a range is declared
 * @param ranges the characters that it is used for; empty: all
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

  /** Code points, both included. */
  public record Range(int first, int last) {}

  /**
   * Where a face may be had.
   *
   * @param local whether the reference is the name of an installed face
   * @param reference that, or an absolute or {@code data:} URI
   */
  public record Source(boolean local, String reference) {}

  /** Whether it is used for some of the characters of ASCII, which every page has. */
  public boolean includesAscii() {
    return ranges.isEmpty() || ranges.stream().anyMatch(it -> it.first() <= 0x7E);
  }

  /** Whether it is used for a character. */
  public boolean includes(int character) {
    return ranges.isEmpty()
        || ranges.stream().anyMatch(it -> it.first() <= character && character <= it.last());
  }
}
