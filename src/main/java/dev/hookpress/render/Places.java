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
 * more than are still free. Confined to one event loop.
 */
final class Places {
  private final int capacity;
  private final Map<ClientId, Integer> inHand = new HashMap<>();

  /** Clients that may have more due than the last claim was allowed to bring. */
  private final Set<ClientId> cutShort = new HashSet<>();

  private int taken;

  /**
   * Begins with all of them free.
   *
   * @param capacity documents in hand on this node, at most
   */
  Places(int capacity) {
    this.capacity = capacity;
  }

  /** What a claim may bring now. */
  Room room() {
    Map<ClientId, Integer> clients = new HashMap<>();
    inHand.keySet().forEach(client -> clients.put(client, more(client)));
    return new Room(clients, Share.more(free(), 0));
  }

  /**
   * Notes what a claim has brought.
   *
   * @param room what it was given
   */
  void taken(List<ClaimedDocument> documents, Room room) {
    Map<ClientId, Integer> brought = new HashMap<>();
    documents.forEach(document -> brought.merge(document.client(), 1, Integer::sum));
    brought.forEach((client, count) -> inHand.merge(client, count, Integer::sum));
    taken += documents.size();
    inHand.keySet().stream()
        .filter(client -> brought.getOrDefault(client, 0) >= room.of(client))
        .forEach(cutShort::add);
  }

  /** A document is out of hand. */
  void returned(ClientId client) {
    taken--;
    inHand.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Whether a client that was cut short may have more; says so once. Not for every place: a claim
   * costs the database much the same for one row as for many.
   */
  boolean roomAgain() {
    return cutShort.removeIf(
        client -> more(client) >= Math.max(1, (inHand.getOrDefault(client, 0) + more(client)) / 4));
  }

  private int more(ClientId client) {
    return Share.more(free(), inHand.getOrDefault(client, 0));
  }

  private int free() {
    return capacity - taken;
  }
}
