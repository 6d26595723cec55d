package dev.hookpress.render.css;

/**
 * Bounds the work of styling one document. Work is counted in steps of some tens of nanoseconds, so
 * the result depends on the document alone and not on the machine's speed. When no steps remain,
 * the rest of the work is skipped.
 */
public final class Steps {
  /** About half a second of work; an ordinary document takes a hundredth of it. */
  public static final long DEFAULT = 20_000_000;

  private long left;

  public Steps(long max) {
    this.left = max;
  }

  /** Takes steps; false if not that many remain. */
  public boolean take(long steps) {
    left -= steps;
    return left >= 0;
  }

  public boolean isOver() {
    return left < 0;
  }
}
