package dev.hookpress.job.document;

import java.util.List;

/**
 * What is printed of a document, and for which medium its HTML parts are styled.
 *
 * @param backgrounds whether backgrounds, colours and images, are printed
 * @param cssPageSize whether the size in the document's own {@code @page} rules takes precedence
 *     over that of the page layout
 * @param screen whether media queries match {@code screen} rather than {@code print}
 * @param singlePage whether each HTML part is one page, as high as its content, up to the 14,400
 *     points that PDF readers show; the layout's height is then only that of the viewport
 * @param pages the pages of the whole PDF that are kept, at most {@link PageRanges#MAX_RANGES}
 *     ranges; they keep their order, and pages that do not exist are passed over; empty: all
 * @param test whether the PDF is a sample: it has a watermark on each page, is kept for a day or
 *     two, and counts towards no quota
 */
public record PrintOptions(
    boolean backgrounds,
    boolean cssPageSize,
    boolean screen,
    boolean singlePage,
    List<PageRange> pages,
    boolean test) {
  /** The default for requests without options. */
  public static final PrintOptions STANDARD = new PrintOptions(true, true);

  public PrintOptions {
    // Null in options stored before this field existed.
    pages = pages == null ? List.of() : List.copyOf(pages);
  }

  /** A PDF that is no sample. */
  public PrintOptions(
      boolean backgrounds,
      boolean cssPageSize,
      boolean screen,
      boolean singlePage,
      List<PageRange> pages) {
    this(backgrounds, cssPageSize, screen, singlePage, pages, false);
  }

  /** All pages, for print. */
  public PrintOptions(boolean backgrounds, boolean cssPageSize) {
    this(backgrounds, cssPageSize, false, false, List.of());
  }

  /** A copy for the screen, or for print. */
  public PrintOptions onScreen(boolean other) {
    return new PrintOptions(backgrounds, cssPageSize, other, singlePage, pages, test);
  }

  /** A copy in which each HTML part is one page. */
  public PrintOptions onOnePage() {
    return new PrintOptions(backgrounds, false, screen, true, pages, test);
  }

  /** A copy that keeps these pages. */
  public PrintOptions keeping(List<PageRange> ranges) {
    return new PrintOptions(backgrounds, cssPageSize, screen, singlePage, ranges, test);
  }

  /** A copy that makes the PDF a sample. */
  public PrintOptions tested() {
    return new PrintOptions(backgrounds, cssPageSize, screen, singlePage, pages, true);
  }
}
