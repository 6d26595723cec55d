package dev.hookpress.postgres.queue;

import dev.hookpress.job.Endpoint;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts how often this node has seen a URL of a client, so that a URL used only once, because it
 * contains an id, needs no row and no queue of its own. The count is approximate: it restarts at
 * one when another URL takes the slot, and concurrent writes may lose one. Thread-safe.
 */
final class UrlSightings {
  // Half a megabyte. A URL is recognized if it recurs within some 65,000 other URLs.
  private static final int SLOTS = 1 << 16;
  private static final int MAX_COUNT = 63;

  /** Each slot holds the upper 58 bits of a URL's hash and its count. */
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  /** Counts a notification to a URL; returns the URL's count, from 1 to 63. */
  int seen(Endpoint url) {
    long hash = mixed(url);
    int slot = (int) (hash >>> 48);
    long known = slots.get(slot);
    boolean same = ((known ^ hash) & ~MAX_COUNT) == 0;
    int count = same ? Math.min(MAX_COUNT, (int) (known & MAX_COUNT) + 1) : 1;
    slots.set(slot, hash & ~MAX_COUNT | count);
    return count;
  }

  /**
   * Returns whether a URL with this count should get a row: at the second sighting and, in case
   * there was no room, again at each power of two.
   */
  static boolean worthARow(int count) {
    return count > 1 && Integer.bitCount(count) == 1;
  }

  private static long mixed(Endpoint url) {
    long client =
        url.client().value().getMostSignificantBits()
            ^ Long.rotateLeft(url.client().value().getLeastSignificantBits(), 32);
    // The key is a hash already; multiplying by a large odd number spreads the clients.
    return url.key().value() ^ client * 0x9E3779B97F4A7C15L;
  }
}
