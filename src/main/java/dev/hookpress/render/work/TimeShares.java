package dev.hookpress.render.work;

import dev.hookpress.job.ClientId;
import java.util.HashMap;
import java.util.Map;

/**
 * How much render time each client has used lately, and which clients' documents have run into
 * their deadline. Confined to its owner's lock.
 */
public final class TimeShares {
  /** After this time, half of what a client has used is forgotten. */
  private static final double HALF_LIFE_NANOS = 60e9;

  /** A client whose document has timed out is slow for so long. */
  private static final long SLOW_NANOS = 60_000_000_000L;

  /** Clients with less are forgotten when there are many. */
  private static final double NEGLIGIBLE_NANOS = 1e6;

  private static final int MANY_CLIENTS = 1_000;

  private final Map<ClientId, Used> clients = new HashMap<>();

  /**
   * @param slowUntilNanos the time until which the client is slow; equal to the time of the record
   *     if it is not
   */
  private record Used(double nanos, long atNanos, long slowUntilNanos) {
    double now(long nowNanos) {
      return nanos * Math.pow(0.5, (nowNanos - atNanos) / HALF_LIFE_NANOS);
    }

    boolean slow(long nowNanos) {
      return slowUntilNanos - nowNanos > 0;
    }
  }

  /** Charges a client for a document. */
  public void charge(ClientId client, long nanos, boolean timedOut, long nowNanos) {
    Used before = clients.get(client);
    double used = (before == null ? 0 : before.now(nowNanos)) + nanos;
    long slowUntil =
        timedOut ? nowNanos + SLOW_NANOS : before == null ? nowNanos : before.slowUntilNanos();
    clients.put(client, new Used(used, nowNanos, slowUntil));
    if (clients.size() > MANY_CLIENTS) {
      clients.values().removeIf(it -> it.now(nowNanos) < NEGLIGIBLE_NANOS && !it.slow(nowNanos));
    }
  }

  /** What a client has used lately, in nanoseconds. */
  public double used(ClientId client, long nowNanos) {
    Used used = clients.get(client);
    return used == null ? 0 : used.now(nowNanos);
  }

  /** Whether a document of the client has timed out lately. */
  public boolean slow(ClientId client, long nowNanos) {
    Used used = clients.get(client);
    return used != null && used.slow(nowNanos);
  }
}
