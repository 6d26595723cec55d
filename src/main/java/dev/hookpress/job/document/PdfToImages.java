package dev.hookpress.job.document;

import java.util.Optional;

/**
 * Draws each page as an image, at 150 pixels an inch, or fewer if the page is large.
 *
 * @param format an image type
 * @param zipped whether the images are one ZIP; otherwise there are at most {@value #MAX_IMAGES}
 * @param only the one page that is drawn; empty: all
 * @param width of each image in pixels, instead of the resolution
 */
public record PdfToImages(
    AssetType format, boolean zipped, Optional<OnePage> only, Optional<Integer> width)
    implements PdfOperation {
  /** Each image is a file with a link of its own. */
  public static final int MAX_IMAGES = 100;

  public PdfToImages {
    // Null in operations stored before these fields existed.
    only = only == null ? Optional.empty() : only;
    width = width == null ? Optional.empty() : width;
  }

  /** Draws one page, or all of them at the usual resolution. */
  public PdfToImages(AssetType format, boolean zipped, Optional<OnePage> only) {
    this(format, zipped, only, Optional.empty());
  }

  /** Draws all pages. */
  public PdfToImages(AssetType format, boolean zipped) {
    this(format, zipped, Optional.empty());
  }

  /**
   * One page as a picture of a given width.
   *
   * @param page from 1
   * @param width in pixels
   */
  public record OnePage(int page, int width) {}

  @Override
  public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
    return cases.toImages(this);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.empty();
  }

  @Override
  public AssetType result() {
    return zipped ? AssetType.ZIP : format;
  }
}
