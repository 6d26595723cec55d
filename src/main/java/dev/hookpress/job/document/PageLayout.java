package dev.hookpress.job.document;

/**
 * Page size and margins of the HTML parts, in millimetres.
 *
 * @param widthMillimetres the page's width before {@code landscape} is applied, 10 to 2,000
 * @param heightMillimetres the page's height before {@code landscape} is applied, 10 to 2,000
 * @param landscape whether width and height are swapped
 */
public record PageLayout(
    double widthMillimetres, double heightMillimetres, boolean landscape, Margins margins) {

  /** White space inside the page's edges, in millimetres, each 0 or more. */
  public record Margins(
      double topMillimetres,
      double rightMillimetres,
      double bottomMillimetres,
      double leftMillimetres) {}

  /** A4 portrait with margins of 20 mm: the default for requests without options. */
  public static final PageLayout A4 = new PageLayout(210, 297, false, new Margins(20, 20, 20, 20));
}
