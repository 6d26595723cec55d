package dev.hookpress.render;

import dev.hookpress.job.ClientId;
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
  private final Map<ClientId, Integer> inHand = new HashMap<>();

  /** Clients that reached their limit and may have more due documents. */
  private final Set<ClientId> cutShort = new HashSet<>();

  private int taken;

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
    inHand.keySet().forEach(client -> clients.put(client, more(client)));
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
    inHand.merge(client, 1, Integer::sum);
    taken++;
    return true;
  }

  /**
   * Records the documents that a claim returned.
   *
   * @param room the limits of the claim
   */
  synchronized void taken(List<ClaimedDocument> documents, DocumentClaimLimits room) {
    promised = 0;
    Map<ClientId, Integer> brought = new HashMap<>();
    documents.forEach(document -> brought.merge(document.client(), 1, Integer::sum));
    brought.forEach((client, count) -> inHand.merge(client, count, Integer::sum));
    taken += documents.size();
    inHand.keySet().stream()
        .filter(client -> brought.getOrDefault(client, 0) >= room.of(client))
        .forEach(cutShort::add);
  }

  /** Frees the slot of a document. */
  synchronized void returned(ClientId client) {
    taken--;
    inHand.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
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
            client ->
                more(client) >= Math.max(1, (inHand.getOrDefault(client, 0) + more(client)) / 4));
  }

  private int more(ClientId client) {
    return Share.more(free(), inHand.getOrDefault(client, 0));
  }

  private int free() {
    return capacity - taken - promised;
  }
}
