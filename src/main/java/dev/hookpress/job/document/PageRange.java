package dev.hookpress.job.document;

import java.util.OptionalInt;

/**
 * A range of consecutive pages, numbered from 1, both ends included. Accepts any numbers; {@link
 * PageRanges} validates them.
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
    return first >= 1 && (last.isEmpty() || last.getAsInt() >= first);
  }

  /** The range as text: {@code 3}, {@code 3-5}, {@code 3-}. */
  @Override
  public String toString() {
    if (last.isEmpty()) {
      return first + "-";
    }
    return last.getAsInt() == first ? Integer.toString(first) : first + "-" + last.getAsInt();
  }
}
