package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.Share;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has how many of this node's places for documents in hand, and may have how many more: nobody
 * more than are still free. Safe for several threads: intakes reserve places while a claim is under
 * way.
 */
public final class RenderSlots {
  private final int capacity;
  private final Map<ClientId, Integer> inHand = new HashMap<>();

  /** Clients that may have more due than they were allowed to have in hand. */
  private final Set<ClientId> cutShort = new HashSet<>();

  private int taken;

  /** What a claim that is under way may bring. */
  private int promised;

  /** Whether there was nothing to promise to a claim. */
  private boolean nothingFree;

  /**
   * Begins with all of them free.
   *
   * @param capacity documents in hand on this node, at most
   */
  public RenderSlots(int capacity) {
    this.capacity = capacity;
  }

  /** What a claim may bring now. */
  synchronized DocumentClaimLimits room() {
    Map<ClientId, Integer> clients = new HashMap<>();
    inHand.keySet().forEach(client -> clients.put(client, more(client)));
    return new DocumentClaimLimits(clients, Share.more(free(), 0));
  }

  /**
   * What a claim may bring that begins now: {@code otherwise} in all, and no more than is wanted.
   * As many places are kept for it until it has {@link #taken} what it brought, or {@link #failed}.
   */
  synchronized DocumentClaimLimits promise(int wanted) {
    DocumentClaimLimits room = room();
    // No more than one client may have: several together could take all that is free.
    promised = Math.min(wanted, room.otherwise());
    nothingFree = promised == 0;
    return new DocumentClaimLimits(room.clients(), promised);
  }

  /** A claim has brought nothing. */
  synchronized void failed() {
    promised = 0;
  }

  /**
   * A place for one that is about to be written, if its client may have another, and has none that
   * waits for a claim.
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
   * Notes what a claim has brought.
   *
   * @param room what it was given
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

  /** A document is out of hand. */
  synchronized void returned(ClientId client) {
    taken--;
    inHand.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Whether a client that was cut short may have more; says so once. Not for every place: a claim
   * costs the database much the same for one row as for many.
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
