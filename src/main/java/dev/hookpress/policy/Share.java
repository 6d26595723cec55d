package dev.hookpress.policy;

/**
 * How a node's slots are shared among the clients that have work: nobody may have more of them than
 * are still free. One client alone gets half, two a third each, and so on: the more of them, the
 * less each, and as much as each has stays free for the next one that comes (the dynamic threshold
 * of Choudhury and Hahne, 1998). Nobody has to be counted or told.
 */
public final class Share {
  private Share() {}

  /**
   * How many more slots a client may take now.
   *
   * @param free slots that nobody has
   * @param own slots that the client has
   */
  public static int more(int free, int own) {
    return Math.max(0, (free - own + 1) / 2);
  }
}
