package dev.hookpress.job.document;

import java.util.OptionalInt;

/**
 * A range of consecutive pages, numbered from 1, both ends included. Negative numbers count from
 * the PDF's end: -1 is its last page. Accepts any numbers; {@link PageRanges} validates them.
 *
 * @param last empty: up to the PDF's last page
 */
public record PageRange(int first, OptionalInt last) {
  public static PageRange of(int first, int last) {
    return new PageRange(first, OptionalInt.of(last));
  }

  public static PageRange page(int page) {
    return of(page, page);
  }

  public static PageRange from(int first) {
    return new PageRange(first, OptionalInt.empty());
  }

  /** Whether these pages can exist in a PDF. */
  public boolean isSound() {
    if (first == 0 || last.isEmpty()) {
      return first != 0;
    }
    int end = last.getAsInt();
    // Of two numbers that count from different ends, only the PDF tells which is lower.
    return end != 0 && (end >= first || end < 0 && first > 0);
  }

  /** Whether one of the ends is counted from the PDF's end. */
  boolean countsBack() {
    return first < 0 || last.isPresent() && last.getAsInt() < 0;
  }

  /** This range of a PDF of so many pages, counted from the beginning; its ends may not exist. */
  PageRange within(int pages) {
    return of(counted(first, pages), last.isPresent() ? counted(last.getAsInt(), pages) : pages);
  }

  private static int counted(int page, int pages) {
    return page < 0 ? pages + 1 + page : page;
  }

  /** The range as text: {@code 3}, {@code 3-5}, {@code 3-}; {@code -2 to -1}. */
  @Override
  public String toString() {
    if (last.isEmpty()) {
      return first + "-";
    }
    if (last.getAsInt() == first) {
      return Integer.toString(first);
    }
    return first + (countsBack() ? " to " : "-") + last.getAsInt();
  }
}
