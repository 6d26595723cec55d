package dev.hookpress.render.font;

/**
 * Characters that are drawn as one unit.
 *
 * @param family the packaged family that draws them
 * @param joinedBefore whether they join the preceding character
 * @param joinedAfter whether they join the following character
 */
record Cluster(String text, String family, boolean joinedBefore, boolean joinedAfter) {
  /** Characters that join no neighbour. */
  Cluster(String text, String family) {
    this(text, family, false, false);
  }

  boolean rightToLeft() {
    return Clusters.isRightToLeft(text.codePointAt(0));
  }
}
