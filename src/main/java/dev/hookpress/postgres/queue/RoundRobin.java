package dev.hookpress.postgres.queue;

import java.util.UUID;

/**
 * Round-robin order of clients for claims: each statement visits a bounded number of clients and
 * the next one continues after the last client served, so no backlog starves another client.
 * Confined to one event loop.
 */
final class RoundRobin {
  static final UUID BEGINNING = new UUID(0, 0);

  private UUID after = BEGINNING;

  /** Whether this round has claimed nothing so far. */
  private boolean barren = true;

  /** Returns the client after which the next statement begins. */
  UUID after() {
    return after;
  }

  /**
   * Advances after a statement.
   *
   * @param reached the last client visited
   * @param served the last client, up to {@code reached}, with a claimed row
   * @param seenAll whether no clients follow {@code reached}
   * @param full whether the statement claimed its maximum
   * @param found whether the statement claimed anything
   * @return whether another statement might find something now: a round of several statements is
   *     repeated until it finds nothing, since rows may have been added behind its position
   */
  boolean advance(UUID reached, UUID served, boolean seenAll, boolean full, boolean found) {
    UUID from = after;
    barren &= !found;
    boolean cutOff = full && !served.equals(reached);
    if (!seenAll || cutOff) {
      after = full ? served : reached;
      return true;
    }
    after = BEGINNING;
    boolean over = barren || from.equals(BEGINNING);
    barren = true;
    return full || !over;
  }

  /** Returns the UUID that Postgres sorts later: unsigned, unlike {@link UUID#compareTo}. */
  static UUID later(UUID one, UUID other) {
    return compare(one, other) >= 0 ? one : other;
  }

  static int compare(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
