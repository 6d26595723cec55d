package dev.hookpress.render.font;

/**
 * Characters that are drawn together.
 *
 * @param family the packaged family that they are drawn in
 * @param joinedBefore whether they are joined to the character before them
 * @param joinedAfter whether they are joined to the character after them
 */
record Cluster(String text, String family, boolean joinedBefore, boolean joinedAfter) {
  /** Characters that are joined to none. */
  Cluster(String text, String family) {
    this(text, family, false, false);
  }

  boolean rightToLeft() {
    return Clusters.isRightToLeft(text.codePointAt(0));
  }
}
