package dev.hookpress.dialect.reading;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;

/**
 * Size of a page before orientation is applied. Sides that a client chooses are from {@link
 * #LEAST_MILLIMETRES} to {@link #MAX_MILLIMETRES}.
 */
public record PaperSize(double widthMillimetres, double heightMillimetres) {
  public static final double LEAST_MILLIMETRES = 10;
  public static final double MAX_MILLIMETRES = 2000;
  public static final PaperSize A4 = new PaperSize(210, 297);

  // With less room no line of text fits, and the layout would make a page of every letter.
  private static final double LEAST_ROOM_MILLIMETRES = 5;

  /** Returns whether a side may have this length; never if it is not a number. */
  public static boolean isSide(double millimetres) {
    return millimetres >= LEAST_MILLIMETRES && millimetres <= MAX_MILLIMETRES;
  }

  /** Returns whether a margin may have this length; never if it is not a number. */
  public static boolean isMargin(double millimetres) {
    return millimetres >= 0 && millimetres <= MAX_MILLIMETRES;
  }

  /** Returns this size with the shorter side as its width. */
  public PaperSize portrait() {
    return widthMillimetres <= heightMillimetres
        ? this
        : new PaperSize(heightMillimetres, widthMillimetres);
  }

  /**
   * Returns the page with these margins. Margins that leave less than 5 mm in either direction are
   * a fault of the field that {@code pointer} names.
   */
  public PageLayout page(boolean landscape, Margins margins, String pointer, Faults faults) {
    double width = landscape ? heightMillimetres : widthMillimetres;
    double height = landscape ? widthMillimetres : heightMillimetres;
    double across = width - margins.leftMillimetres() - margins.rightMillimetres();
    double down = height - margins.topMillimetres() - margins.bottomMillimetres();
    if (Math.min(across, down) < LEAST_ROOM_MILLIMETRES) {
      faults.add(pointer, "Must leave room on the page: 5 mm or more in each direction.");
    }
    return new PageLayout(widthMillimetres, heightMillimetres, landscape, margins);
  }
}
