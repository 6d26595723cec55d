package dev.hookpress.render.css.layout;

/**
 * How much work one document's layout may take. Containers in containers are measured several times
 * each, and a grid is as large as its author says, so the work is counted where it is done.
 */
public final class Budget {
  private final long most;
  private long spent;

  /**
   * @param most steps, each of some ten nanoseconds
   */
  public Budget(long most) {
    this.most = most;
  }

  /**
   * Before the steps are taken.
   *
   * @throws Exceeded when there is nothing left; the caller lays the container out without this
   *     package
   */
  public void spend(long steps) {
    spent += steps;
    if (spent > most) {
      throw new Exceeded();
    }
  }

  public boolean isExceeded() {
    return spent > most;
  }

  /** Layout that would take too long. */
  public static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("The layout takes too many steps", null, false, false);
    }
  }
}
