package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.ClientCounts;
import dev.hookpress.policy.Share;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Tracks the render slots of this node by client and computes how many more each client may take,
 * within the free slots. Thread-safe: intakes reserve slots while a claim is running.
 */
public final class RenderSlots {
  /** What requests may hold in memory beyond those of as many documents as there are slots. */
  private static final long AHEAD_BYTES = 8L << 20;

  private final int slots;
  private final IntSupplier ahead;
  private final ClientCounts inHand = new ClientCounts();

  /** Clients that reached their limit and may have more due documents. */
  private final Set<ClientId> cutShort = new HashSet<>();

  /** What the requests of documents on this node take together. */
  private long bytes;

  /** Slots reserved for the claim that is running. */
  private int promised;

  /** Whether the last claim found no free slot. */
  private boolean nothingFree;

  /**
   * Starts with all slots free.
   *
   * @param slots maximum number of documents on this node, if they are large
   * @param ahead how many more small ones there may be, now
   */
  public RenderSlots(int slots, IntSupplier ahead) {
    this.slots = slots;
    this.ahead = ahead;
  }

  /** Starts with all slots free, and never has more documents. */
  public RenderSlots(int slots) {
    this(slots, () -> 0);
  }

  /** The number of documents that there may be now. */
  synchronized int capacity() {
    return bytes < AHEAD_BYTES ? slots + ahead.getAsInt() : slots;
  }

  /** The limits of a claim that starts now. */
  synchronized DocumentClaimLimits room() {
    Map<ClientId, Integer> clients = new HashMap<>();
    inHand.clients().forEach(client -> clients.put(client, more(client)));
    return limits(clients, Share.more(free(), 0));
  }

  /**
   * Reserves slots for a claim that starts now: {@code otherwise} documents in total, at most
   * {@code wanted}. The slots stay reserved until {@link #taken} or {@link #failed}.
   */
  synchronized DocumentClaimLimits promise(int wanted) {
    DocumentClaimLimits room = room();
    // At most the limit of one client: several clients could otherwise take every free slot.
    promised = Math.min(wanted, room.otherwise());
    nothingFree = promised == 0;
    return limits(room.clients(), promised);
  }

  private DocumentClaimLimits limits(Map<ClientId, Integer> clients, int otherwise) {
    // One at least, so that a large document is not passed over for ever.
    int large = Math.max(bytes < AHEAD_BYTES ? 1 : 0, slots - inHand.total());
    return new DocumentClaimLimits(
        clients, otherwise, new DocumentClaimLimits.Sizes(large, Math.max(0, AHEAD_BYTES - bytes)));
  }

  /** Releases the slots of a claim that failed. */
  synchronized void failed() {
    promised = 0;
  }

  /**
   * Takes a slot for a document that is about to be inserted. Returns false if its client has
   * reached its limit or may have a backlog that waits for a claim.
   *
   * @param size of its request
   */
  synchronized boolean reserve(ClientId client, long size) {
    boolean fits = inHand.total() + promised < slots || bytes + size <= AHEAD_BYTES;
    if (cutShort.contains(client) || more(client) == 0 || !fits) {
      cutShort.add(client);
      return false;
    }
    inHand.add(client);
    bytes += size;
    return true;
  }

  /**
   * Records the documents that a claim returned.
   *
   * @param room the limits of the claim
   */
  synchronized void taken(List<ClaimedDocument> documents, DocumentClaimLimits room) {
    promised = 0;
    ClientCounts claimed = new ClientCounts();
    for (ClaimedDocument document : documents) {
      claimed.add(document.client());
      bytes += document.document().size();
    }
    claimed.clients().forEach(client -> inHand.add(client, claimed.of(client)));
    inHand.clients().stream()
        .filter(client -> claimed.of(client) >= room.of(client))
        .forEach(cutShort::add);
  }

  /**
   * Frees the slot of a document.
   *
   * @param size of its request
   */
  synchronized void returned(ClientId client, long size) {
    inHand.remove(client);
    bytes -= size;
  }

  /**
   * Whether another claim is worthwhile: slots have become free since a claim found none, or a
   * quarter of the limit of a client that had reached it. True once for each. Not for every freed
   * slot: a claim of one row costs the database about as much as a claim of many.
   */
  synchronized boolean roomAgain() {
    boolean again = nothingFree && free() > 0;
    nothingFree &= !again;
    return again
        | cutShort.removeIf(
            client -> more(client) >= Math.max(1, (inHand.of(client) + more(client)) / 4));
  }

  /**
   * Whether a document of the client that is due now is claimed as soon as there is room for it,
   * without a wake-up.
   */
  synchronized boolean claimsLater(ClientId client) {
    return cutShort.contains(client);
  }

  private int more(ClientId client) {
    return Share.more(free(), inHand.of(client));
  }

  private int free() {
    return capacity() - inHand.total() - promised;
  }
}
