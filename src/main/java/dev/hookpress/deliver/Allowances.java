package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.Ramp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many more attempts each client may have in flight on this node. Confined to the dispatcher's
 * event loop. Bounded: it knows clients only while they have something in flight, are blocked, or
 * are being let back in.
 */
final class Allowances {
  private final int perClient;
  private final Blocks blocks;
  private final Map<ClientId, Integer> inFlight = new HashMap<>();
  private final Set<ClientId> blocked = new HashSet<>();
  private final Map<ClientId, Ramp> ramps = new HashMap<>();

  /** Were given all that they might take by their last claim: there may be more of theirs. */
  private final Set<ClientId> cutShort = new HashSet<>();

  Allowances(int perClient, Blocks blocks) {
    this.perClient = perClient;
    this.blocks = blocks;
  }

  /** The clients that may not take {@link #otherwise()}, and what they may take. */
  Map<ClientId, Integer> free(Instant now) {
    letBackIn(now);
    Map<ClientId, Integer> free = new HashMap<>();
    ramps.forEach((client, ramp) -> free.put(client, ramp.allowed()));
    inFlight.forEach(
        (client, count) ->
            free.put(client, Math.max(0, free.getOrDefault(client, perClient) - count)));
    blocked.forEach(client -> free.put(client, 0));
    return free;
  }

  /** A client whose block has ended begins at the foot of the ramp. */
  private void letBackIn(Instant now) {
    blocks
        .ends()
        .forEach(
            (client, end) -> {
              if (end.isAfter(now)) {
                blocked.add(client);
              }
            });
    blocked.removeIf(
        client -> {
          boolean over = !blocks.blocked(client, now);
          if (over) {
            ramps.put(client, Ramp.start(perClient));
          }
          return over;
        });
  }

  int otherwise() {
    return perClient;
  }

  /**
   * Notes what a claim has brought.
   *
   * @param free what {@link #free} said for that claim
   */
  void taken(List<ClaimedNotification> items, Map<ClientId, Integer> free) {
    Map<ClientId, Integer> counts = new HashMap<>();
    items.forEach(item -> counts.merge(item.client(), 1, Integer::sum));
    counts.forEach(
        (client, count) -> {
          inFlight.merge(client, count, Integer::sum);
          if (count >= free.getOrDefault(client, perClient)) {
            cutShort.add(client);
          }
        });
  }

  void returned(ClientId client) {
    inFlight.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Whether a client that was cut short has room for more; says so once. Not for every slot: a
   * claim costs the database much the same for one row as for many.
   */
  boolean roomAgain(ClientId client) {
    int allowed = allowed(client);
    int room = allowed - inFlight.getOrDefault(client, 0);
    return room >= Math.max(1, allowed / 4) && cutShort.remove(client);
  }

  private int allowed(ClientId client) {
    Ramp ramp = ramps.get(client);
    return ramp == null ? perClient : ramp.allowed();
  }

  void succeeded(ClientId client) {
    ramp(client, true);
  }

  void failed(ClientId client) {
    ramp(client, false);
  }

  private void ramp(ClientId client, boolean success) {
    ramps.computeIfPresent(
        client,
        (same, ramp) -> {
          Ramp next = ramp.after(success);
          return next.over() ? null : next;
        });
  }
}
