package dev.hookpress.policy;

/**
 * How many attempts may be in flight for a client whose block has ended: one at a time, doubling
 * with each success, back to one on a failure, until {@code full} and the ramp is over. A dead
 * endpoint costs few requests; a live one is not flooded.
 */
public record Ramp(int allowed, int full) {
  /** The beginning. */
  public static Ramp start(int full) {
    return new Ramp(1, full);
  }

  /** After an attempt. */
  public Ramp after(boolean success) {
    return new Ramp(success ? Math.min(full, allowed * 2) : 1, full);
  }

  /** Whether the client is back to normal. */
  public boolean over() {
    return allowed >= full;
  }
}
