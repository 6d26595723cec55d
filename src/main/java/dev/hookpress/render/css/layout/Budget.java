package dev.hookpress.render.css.layout;

/**
 * Limits the work of one document's layout. Nested containers are measured several times each, and
 * a grid is as large as its author says, so each operation counts its steps.
 */
public final class Budget {
  private final long max;
  private long spent;

  /**
   * @param max steps, each of some ten nanoseconds
   */
  public Budget(long max) {
    this.max = max;
  }

  /**
   * Call before the work is done.
   *
   * @throws Exceeded when the budget is exhausted; the caller lays the container out without this
   *     package
   */
  public void spend(long steps) {
    spent += steps;
    if (spent > max) {
      throw new Exceeded();
    }
  }

  public boolean isExceeded() {
    return spent > max;
  }

  /** Thrown for a layout that would take too long. */
  public static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("The layout takes too many steps", null, false, false);
    }
  }
}
