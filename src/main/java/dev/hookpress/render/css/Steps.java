package dev.hookpress.render.css;

/**
 * How much work the styling of one document may still be. Work is counted in steps of some tens of
 * nanoseconds, so that the outcome depends on the document alone and not on how fast the machine
 * is. When none are left, what is not done yet is left out.
 */
public final class Steps {
  /** Half a second of work or so; an ordinary document takes a hundredth of it. */
  public static final long DEFAULT = 20_000_000;

  private long left;

  public Steps(long most) {
    this.left = most;
  }

  /** Takes some; false if there are not that many left. */
  public boolean take(long steps) {
    left -= steps;
    return left >= 0;
  }

  public boolean isOver() {
    return left < 0;
  }
}
