package dev.hookpress.api.feed;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * A client's events in the order of their commits. A reader that has seen an event has seen all
 * before it: none appears later at an earlier place, however many nodes write.
 */
public interface EventFeed {
  /** Opens the client's feed unless it is open; nothing is appended to it before. */
  Future<Void> open(ClientId client, Instant now);

  /** Up to {@code limit} events after a position, oldest first, of a feed that was opened. */
  Future<Page> read(ClientId client, long after, int limit);

  /**
   * A page of a feed.
   *
   * @param floor events up to this position are not kept any more
   * @param last the position of the newest event
   */
  record Page(long floor, long last, List<FeedEvent> events) {
    /** Whether all events after a position are still kept, and the feed has got that far. */
    boolean covers(long after) {
      return after >= floor && after <= last;
    }
  }
}
