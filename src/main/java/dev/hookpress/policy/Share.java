package dev.hookpress.policy;

/**
 * How a node's slots are shared among the clients that have work: nobody may have more of them than
 * are still free. One client alone gets half, two a third each, and so on: the more of them, the
 * less each, and as much as each has stays free for the next one that comes (the dynamic threshold
 * of Choudhury and Hahne, 1998). Nobody has to be counted or told.
 */
public final class Share {
  private static final int SHARE_OF_ORIGIN = 7;

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

  /**
   * Whether a URL may have one more of the slots of its origin: while it has fewer than seven times
   * as many as are free. One URL alone gets seven eighths of them and leaves the last eighth to the
   * others, however long it keeps what it has; two get nearly a half each, and leave a fifteenth.
   */
  public static boolean oneMore(int free, int own) {
    return own < SHARE_OF_ORIGIN * free;
  }
}
