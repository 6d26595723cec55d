package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Draws a page of the second input on pages of the first, upright as they are shown, and reduced to
 * the page if it is larger.
 *
 * @param ranges pages that are marked; empty: all
 * @param foreground whether it is drawn over the page's content; otherwise under it
 * @param opacityPercent from 0, invisible, to 100
 * @param placement where on the page, and how large
 * @param sheet which page of the second input, from 1; 0: each marked page has one of its own, in
 *     their order
 */
public record Watermark(
    List<PageRange> ranges,
    boolean foreground,
    int opacityPercent,
    Placement placement,
    Integer sheet)
    implements PdfOperation {
  /** Each marked page has a sheet of its own. */
  public static final int OWN_SHEETS = 0;

  public Watermark {
    ranges = List.copyOf(ranges);
    // Null in operations stored before these fields existed.
    placement = placement == null ? Placement.CENTRED : placement;
    sheet = sheet == null ? 1 : sheet;
  }

  /** Draws the first page in the middle, in its own size. */
  public Watermark(List<PageRange> ranges, boolean foreground, int opacityPercent) {
    this(ranges, foreground, opacityPercent, Placement.CENTRED, 1);
  }

  /**
   * A place on the page.
   *
   * @param spot on the page as it is shown
   * @param marginPoints distance from the edges that the spot touches
   * @param rotationDegrees clockwise
   * @param widthPoints what it is scaled to before it is rotated; empty: its own width
   * @param fillPercent of the page's width and height, into which it is scaled after it is rotated;
   *     0: it is not
   */
  public record Placement(
      Spot spot,
      double marginPoints,
      double rotationDegrees,
      OptionalDouble widthPoints,
      int fillPercent) {
    /** In the middle, in its own size. */
    public static final Placement CENTRED =
        new Placement(Spot.CENTER, 0, 0, OptionalDouble.empty(), 0);
  }

  /** Where something is on a page. */
  public enum Spot {
    TOP_LEFT(-1, 1),
    TOP_CENTER(0, 1),
    TOP_RIGHT(1, 1),
    CENTER_LEFT(-1, 0),
    CENTER(0, 0),
    CENTER_RIGHT(1, 0),
    BOTTOM_LEFT(-1, -1),
    BOTTOM_CENTER(0, -1),
    BOTTOM_RIGHT(1, -1);

    private final int across;
    private final int up;

    Spot(int across, int up) {
      this.across = across;
      this.up = up;
    }

    /** -1 at the left edge, 1 at the right one. */
    public int across() {
      return across;
    }

    /** -1 at the bottom, 1 at the top. */
    public int up() {
      return up;
    }
  }

  @Override
  public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
    return cases.watermark(this);
  }

  @Override
  public Optional<Problem> problem() {
    return PageRanges.fault(ranges).map(it -> new Problem(FailureCode.PAGE_RANGE_INVALID, it));
  }
}
