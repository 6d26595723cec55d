package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import java.util.HashMap;
import java.util.Map;

/** How many requests of a node wait for their PDF. Shared by its event loops. */
public final class PdfWaitLimit {
  /**
   * Each of them looks into Postgres up to four times a second: 512 small reads in all, where a
   * node has thousands to spend.
   */
  public static final int MOST = 128;

  /** A quarter, so that one client does not keep the others out. */
  public static final int MAX_OF_A_CLIENT = 32;

  private final Map<ClientId, Integer> waiting = new HashMap<>();
  private int all;

  /** What became of a wish to wait. */
  enum Entry {
    /** {@link #leave} gives the place back. */
    ENTERED,
    FULL,
    /** There is room, but not for this client. */
    FULL_OF_CLIENT
  }

  /** Takes a place, if there is one. */
  synchronized Entry enter(ClientId client) {
    int own = waiting.getOrDefault(client, 0);
    if (own >= MAX_OF_A_CLIENT) {
      return Entry.FULL_OF_CLIENT;
    }
    if (all >= MOST) {
      return Entry.FULL;
    }
    waiting.put(client, own + 1);
    all++;
    return Entry.ENTERED;
  }

  /** Gives a place back that was taken. */
  synchronized void leave(ClientId client) {
    waiting.computeIfPresent(client, (same, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
