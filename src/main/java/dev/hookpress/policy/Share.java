package dev.hookpress.policy;

/**
 * Shares a node's slots among the clients that have work: no client may use more slots than are
 * free. One client alone gets half, two get a third each, and so on; one further share always stays
 * free for the next client (the dynamic threshold of Choudhury and Hahne, 1998). Needs no count of
 * active clients.
 */
public final class Share {
  private static final int SHARE_OF_ORIGIN = 7;

  private Share() {}

  /**
   * How many more slots a client may take now.
   *
   * @param free free slots
   * @param own slots that the client uses
   */
  public static int more(int free, int own) {
    return Math.max(0, (free - own + 1) / 2);
  }

  /**
   * Whether a URL may use one more slot of its origin: while it uses fewer than seven times the
   * free slots. One URL alone gets seven eighths and leaves an eighth to the others, however long
   * it keeps its slots; two get nearly half each and leave a fifteenth.
   */
  public static boolean oneMore(int free, int own) {
    return own < SHARE_OF_ORIGIN * free;
  }
}
