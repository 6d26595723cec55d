package dev.hookpress.postgres.queue;

import java.util.UUID;

/**
 * Whose turn it is. Claims walk round all clients, a bounded number of them a statement; who comes
 * after the last one served is next, so that everybody's turn comes whatever the others' backlogs
 * are. Confined to one event loop.
 */
final class RoundRobin {
  static final UUID BEGINNING = new UUID(0, 0);

  private UUID after = BEGINNING;

  /** Whether nothing has been found since this round began. */
  private boolean barren = true;

  /** Whether rounds are being walked while what the first of them has left out is looked at. */
  private boolean waiting;

  /** The client after which the next walk begins. */
  UUID after() {
    return after;
  }

  /** Whether what is left out now is to be looked at before the round counts as ended. */
  boolean notes() {
    return !waiting;
  }

  /**
   * Goes on after a statement.
   *
   * @param reached the last client that it has seen
   * @param served the last client, up to there, of which it has claimed something
   * @param seenAll whether there are no clients after that one
   * @param full whether it has claimed all that it might
   * @param found whether it has claimed anything
   * @param left whether something that was left out has not been looked at yet: until then, round
   *     after round is walked, so that nobody's turn waits for it
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
    after = BEGINNING;
    if (left) {
      waiting = true;
      return true;
    }
    boolean over = barren || from.equals(BEGINNING) && !waiting;
    waiting = false;
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
