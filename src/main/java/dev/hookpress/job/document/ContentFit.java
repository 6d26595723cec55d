package dev.hookpress.job.document;

/**
 * How content is fitted to the page.
 *
 * @param scale factor for all lengths except the page's own; 1 keeps the author's; from {@link
 *     #LEAST_SCALE} to {@link #MAX_SCALE}, in steps of 0.05
 * @param shrink whether content wider than the page is scaled down until it fits, as browsers do
 *     when printing, to half its size at most; otherwise it is clipped
 * @param strict whether a document that would lose content fails
 */
public record ContentFit(double scale, boolean shrink, boolean strict) {
  public static final double LEAST_SCALE = 0.5;
  public static final double MAX_SCALE = 2;

  private static final double STEPS = 20;

  /** The scale on offer that is nearest to this one. */
  public static double nearest(double scale) {
    return Math.max(LEAST_SCALE, Math.min(MAX_SCALE, Math.rint(scale * STEPS) / STEPS));
  }

  /** The default for requests without options. */
  public static final ContentFit STANDARD = new ContentFit(1, true, false);
}
