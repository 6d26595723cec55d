package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import java.util.HashMap;
import java.util.Map;

/** Limits how many requests to this node wait for their PDF. Shared by all event loops. */
public final class PdfWaitLimit {
  /**
   * The limit of the node. Each request polls Postgres up to four times a second: 512 small reads a
   * second in all, of the thousands that a node can make.
   */
  public static final int MOST = 128;

  /** The limit of one client: a quarter of the slots, so that it cannot lock the others out. */
  public static final int MAX_OF_A_CLIENT = 32;

  private final Map<ClientId, Integer> waiting = new HashMap<>();
  private int all;

  /** The result of a request for a slot. */
  enum Entry {
    /** A slot was taken; {@link #leave} returns it. */
    ENTERED,
    FULL,
    /** Slots are free, but this client holds as many as it may. */
    FULL_OF_CLIENT
  }

  /** Takes a slot if one is free. */
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

  /** Returns a slot that was taken. */
  synchronized void leave(ClientId client) {
    waiting.computeIfPresent(client, (same, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
