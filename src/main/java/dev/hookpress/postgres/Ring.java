package dev.hookpress.postgres;

import java.util.UUID;

/**
 * Whose turn it is. Claims walk round all clients, a bounded number of them a statement; who comes
 * after the last one served is next, so that everybody's turn comes whatever the others' backlogs
 * are. Confined to one event loop.
 */
final class Ring {
  static final UUID BEGINNING = new UUID(0, 0);

  /** After every client: a walk from here finds none. */
  static final UUID END = new UUID(-1, -1);

  private UUID after = BEGINNING;

  /** Whether this round has found nothing so far. */
  private boolean barren = true;

  /** The client after which the next walk begins. */
  UUID after() {
    return after;
  }

  /**
   * Goes on after a statement.
   *
   * @param reached the last client that it has seen
   * @param served the last client, up to there, of which it has claimed something
   * @param seenAll whether there are no clients after that one
   * @param full whether it has claimed all that it might
   * @param found whether it has claimed anything
   * @param left whether it has left out something that is looked at when the round has ended
   * @return whether another statement, now, might find something: a round that took several has to
   *     be walked again until it finds nothing, since rows may have come behind its back
   */
  boolean advance(
      UUID reached, UUID served, boolean seenAll, boolean full, boolean found, boolean left) {
    UUID from = after;
    barren &= !found;
    boolean cutOff = full && !served.equals(reached);
    if (!seenAll || cutOff) {
      after = full ? served : reached;
      return true;
    }
    if (left) {
      after = END;
      return true;
    }
    boolean over = barren || from.equals(BEGINNING);
    after = BEGINNING;
    barren = true;
    return full || !over;
  }

  /** Of two, the one that Postgres sorts later: by bytes, unlike {@link UUID#compareTo}. */
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
