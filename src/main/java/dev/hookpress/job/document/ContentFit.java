package dev.hookpress.job.document;

/**
 * How content and page are fitted together.
 *
 * @param scale of all lengths but the page's own; 1 is the author's, from {@link #LEAST_SCALE} to
 *     {@link #MAX_SCALE}, in steps of 0.05
 * @param shrink whether content that is wider than the page is made smaller until it fits, as
 *     browsers do when they print, down to half its size; otherwise it is cut off
 * @param strict whether a document that would lose content fails
 */
public record ContentFit(double scale, boolean shrink, boolean strict) {
  public static final double LEAST_SCALE = 0.5;
  public static final double MAX_SCALE = 2;

  /** What a request without options gets. */
  public static final ContentFit STANDARD = new ContentFit(1, true, false);
}
