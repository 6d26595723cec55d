package dev.hookpress.postgres.queue;

import dev.hookpress.job.Endpoint;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts how often this node has seen a URL of a client, so that a URL which is used once, because
 * it carries an id, costs no row and no queue of its own. Forgetful by design: a URL that another
 * one displaces begins again at one. Safe for many threads at once; a count that two threads write
 * together may be too low by one.
 */
final class UrlSightings {
  // Half a megabyte, whatever is sent. A URL is recognised if it comes again within some 65,000
  // others.
  private static final int SLOTS = 1 << 16;
  private static final int MAX_COUNT = 63;

  /** In each slot the upper 58 bits of a URL's hash, and how often it was seen. */
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  /** Notes that a notification is owed to a URL, and says which one that is: from 1 to 63. */
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
   * Whether a URL that has been seen so often is to be given a row: at the second time, and in case
   * that there was no room, at some later ones, but not each time.
   */
  static boolean worthARow(int count) {
    return count > 1 && Integer.bitCount(count) == 1;
  }

  private static long mixed(Endpoint url) {
    long client =
        url.client().value().getMostSignificantBits()
            ^ Long.rotateLeft(url.client().value().getLeastSignificantBits(), 32);
    // The key is a hash already; a multiplication by a large odd number spreads the clients.
    return url.key().value() ^ client * 0x9E3779B97F4A7C15L;
  }
}
