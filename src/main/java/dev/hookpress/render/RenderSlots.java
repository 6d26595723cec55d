package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.ClientCounts;
import dev.hookpress.policy.Share;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tracks the render slots of this node by client and computes how many more each client may take,
 * within the free slots. Thread-safe: intakes reserve slots while a claim is running.
 */
public final class RenderSlots {
  private final int capacity;
  private final ClientCounts inHand = new ClientCounts();

  /** Clients that reached their limit and may have more due documents. */
  private final Set<ClientId> cutShort = new HashSet<>();

  /** Slots reserved for the claim that is running. */
  private int promised;

  /** Whether the last claim found no free slot. */
  private boolean nothingFree;

  /**
   * Starts with all slots free.
   *
   * @param capacity maximum number of documents on this node
   */
  public RenderSlots(int capacity) {
    this.capacity = capacity;
  }

  /** The limits of a claim that starts now. */
  synchronized DocumentClaimLimits room() {
    Map<ClientId, Integer> clients = new HashMap<>();
    inHand.clients().forEach(client -> clients.put(client, more(client)));
    return new DocumentClaimLimits(clients, Share.more(free(), 0));
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
    return new DocumentClaimLimits(room.clients(), promised);
  }

  /** Releases the slots of a claim that failed. */
  synchronized void failed() {
    promised = 0;
  }

  /**
   * Takes a slot for a document that is about to be inserted. Returns false if its client has
   * reached its limit or may have a backlog that waits for a claim.
   */
  synchronized boolean reserve(ClientId client) {
    if (cutShort.contains(client) || more(client) == 0) {
      cutShort.add(client);
      return false;
    }
    inHand.add(client);
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
    documents.forEach(document -> claimed.add(document.client()));
    claimed.clients().forEach(client -> inHand.add(client, claimed.of(client)));
    inHand.clients().stream()
        .filter(client -> claimed.of(client) >= room.of(client))
        .forEach(cutShort::add);
  }

  /** Frees the slot of a document. */
  synchronized void returned(ClientId client) {
    inHand.remove(client);
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

  private int more(ClientId client) {
    return Share.more(free(), inHand.of(client));
  }

  private int free() {
    return capacity - inHand.total() - promised;
  }
}
