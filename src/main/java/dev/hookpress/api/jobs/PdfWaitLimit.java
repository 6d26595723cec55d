package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.ClientCounts;

/**
 * Limits how many requests to this node wait: for their PDF, or for events. Shared by all event
 * loops.
 */
public final class PdfWaitLimit {
  /**
   * The limit of the node. Each request polls Postgres up to four times a second: 512 small reads a
   * second in all, of the thousands that a node can make.
   */
  public static final int MAX = 128;

  /** The limit of one client: a quarter of the slots, so that it cannot lock the others out. */
  public static final int MAX_PER_CLIENT = 32;

  private final ClientCounts waiting = new ClientCounts();

  /** The result of a request for a slot. */
  public enum Entry {
    /** A slot was taken; {@link #leave} returns it. */
    ENTERED,
    FULL,
    /** Slots are free, but this client holds as many as it may. */
    FULL_OF_CLIENT
  }

  /** Takes a slot if one is free. */
  public synchronized Entry enter(ClientId client) {
    if (waiting.of(client) >= MAX_PER_CLIENT) {
      return Entry.FULL_OF_CLIENT;
    }
    if (waiting.total() >= MAX) {
      return Entry.FULL;
    }
    waiting.add(client);
    return Entry.ENTERED;
  }

  /** Returns a slot that was taken. */
  public synchronized void leave(ClientId client) {
    waiting.remove(client);
  }
}
