package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.policy.EndpointLimit;
import dev.hookpress.policy.HoldPolicy;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.Release;
import dev.hookpress.policy.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For whom how much may be claimed: each endpoint gets as much as it has shown that it can take,
 * each client its share of what this node may have in hand, nobody anything while it is blocked or
 * held. Confined to the dispatcher's event loop.
 */
final class EndpointLimits {
  // Endpoints with nothing in hand of which something is known. They go into every claim, each
  // some 30 bytes.
  private static final int MAX_IDLE = 2_000;
  // How long after a block an endpoint that was not heard of meanwhile still begins at one.
  private static final Duration RELEASE_REMEMBERED = Duration.ofMinutes(10);
  // A hold is in the database for the next claim to see; this covers what is claimed meanwhile.
  private static final Duration HOLD_ON_THE_WAY = Duration.ofSeconds(5);
  // Answers that arrive together name times that are nearly the same.
  private static final Duration SAME_HOLD = Duration.ofSeconds(1);

  private final int capacity;
  private final int mostPerEndpoint;
  private final BlockList blocks;
  private final Map<Endpoint, EndpointState> lanes = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<ClientId, Integer> inHand = new HashMap<>();
  private final Set<ClientId> cutShort = new HashSet<>();
  private final Map<ClientId, Instant> blocked = new HashMap<>();
  private final Map<ClientId, Instant> released = new HashMap<>();
  private int totalInHand;

  /**
   * Begins with nothing in hand.
   *
   * @param capacity claimed at a time by this node, at most
   */
  EndpointLimits(int capacity, int mostPerEndpoint, BlockList blocks) {
    this.capacity = capacity;
    this.mostPerEndpoint = mostPerEndpoint;
    this.blocks = blocks;
  }

  /** What a claim may take now. */
  ClaimLimits openings(Instant now) {
    letBackIn(now);
    int free = capacity - totalInHand;
    Map<ClientId, Integer> clients = new HashMap<>();
    inHand.forEach((client, own) -> clients.put(client, Share.more(free, own)));
    int unknown = EndpointLimit.unknown(mostPerEndpoint).allowed();
    Map<Endpoint, Integer> endpoints = new HashMap<>();
    lanes.forEach(
        (endpoint, lane) -> {
          int room = lane.room(now);
          // One at rest that may have more gets it when it has shown that it has more.
          if (lane.inHand > 0 || room < unknown) {
            endpoints.put(endpoint, room);
          }
        });
    return new ClaimLimits(
        clients, Share.more(free, 0), Set.copyOf(blocked.keySet()), endpoints, unknown);
  }

  /** Every endpoint of a client whose block has ended begins at the foot of its ramp. */
  private void letBackIn(Instant now) {
    blocks
        .ends()
        .forEach(
            (client, end) -> {
              if (end.isAfter(now)) {
                blocked.put(client, end);
              }
            });
    blocked
        .entrySet()
        .removeIf(
            block -> {
              boolean over = !blocks.blocked(block.getKey(), now);
              if (over) {
                released.put(block.getKey(), block.getValue());
                lanes.forEach((endpoint, lane) -> release(endpoint, lane, block));
              }
              return over;
            });
    released.values().removeIf(end -> end.plus(RELEASE_REMEMBERED).isBefore(now));
  }

  private void release(Endpoint endpoint, EndpointState lane, Map.Entry<ClientId, Instant> block) {
    if (endpoint.client().equals(block.getKey()) && !endpoint.key().operational()) {
      lane.limit = EndpointLimit.released(mostPerEndpoint);
      lane.closedUntil = later(lane.closedUntil, Release.of(endpoint, block.getValue()));
    }
  }

  /**
   * Notes what a claim has brought.
   *
   * @param openings what it was given
   */
  void taken(List<ClaimedNotification> items, ClaimLimits openings) {
    Map<ClientId, Integer> perClient = new HashMap<>();
    Map<Endpoint, Integer> perEndpoint = new HashMap<>();
    for (ClaimedNotification item : items) {
      perClient.merge(item.client(), 1, Integer::sum);
      perEndpoint.merge(item.endpoint(), 1, Integer::sum);
    }
    perClient.forEach(
        (client, count) -> {
          totalInHand += count;
          inHand.merge(client, count, Integer::sum);
          if (count >= openings.of(client)) {
            cutShort.add(client);
          }
        });
    perEndpoint.forEach(
        (endpoint, count) -> {
          EndpointState lane = lanes.computeIfAbsent(endpoint, this::unknown);
          lane.inHand += count;
          lane.cutShort |= count >= openings.of(endpoint);
        });
  }

  /**
   * Notes one that has come by itself, if there is room for it; if not, its endpoint is asked for
   * when there is.
   */
  boolean admitted(ClaimedNotification item, Instant now) {
    int own = inHand.getOrDefault(item.client(), 0);
    EndpointState lane = lanes.computeIfAbsent(item.endpoint(), this::unknown);
    if (lane.room(now) == 0 || Share.more(capacity - totalInHand, own) == 0) {
      lane.cutShort = true;
      forgetIdle();
      return false;
    }
    totalInHand++;
    inHand.merge(item.client(), 1, Integer::sum);
    lane.inHand++;
    return true;
  }

  private EndpointState unknown(Endpoint endpoint) {
    EndpointState lane = new EndpointState(EndpointLimit.unknown(mostPerEndpoint));
    Instant blockEnd = released.get(endpoint.client());
    if (blockEnd != null) {
      release(endpoint, lane, Map.entry(endpoint.client(), blockEnd));
    }
    return lane;
  }

  /**
   * Whether a notification that was claimed may go out: its client may have been blocked, or its
   * endpoint held, meanwhile.
   */
  boolean open(ClaimedNotification notification, Instant now) {
    Endpoint endpoint = notification.endpoint();
    if (!endpoint.key().operational() && blocks.blocked(endpoint.client(), now)) {
      return false;
    }
    EndpointState lane = lanes.get(endpoint);
    return !lane.ending && !lane.closedUntil.isAfter(now);
  }

  /** What is known of the endpoint of something that is in hand. */
  EndpointState of(Endpoint endpoint) {
    return lanes.get(endpoint);
  }

  /** The endpoints for which something waits. */
  List<EndpointState> waiting() {
    return lanes.values().stream().filter(lane -> !lane.waiting.isEmpty()).toList();
  }

  /**
   * An attempt is over, or did not begin. Says whether nothing of its endpoint's is in hand now.
   */
  boolean returned(ClaimedNotification notification) {
    totalInHand--;
    inHand.computeIfPresent(notification.client(), (same, count) -> count == 1 ? null : count - 1);
    EndpointState lane = lanes.get(notification.endpoint());
    lane.inHand--;
    forgetIdle();
    return lane.inHand == 0;
  }

  /**
   * Whether an endpoint that was cut short, or its client, has room for more; says so once. Not for
   * every slot: a claim costs the database much the same for one row as for many.
   */
  boolean roomAgain(ClaimedNotification notification, Instant now) {
    ClientId client = notification.client();
    EndpointState lane = lanes.get(notification.endpoint());
    if (lane == null || !(lane.cutShort || cutShort.contains(client))) {
      return false;
    }
    int own = inHand.getOrDefault(client, 0);
    int clientRoom = Share.more(capacity - totalInHand, own);
    boolean room =
        lane.room(now) >= lane.worthwhile() && clientRoom >= Math.max(1, (own + clientRoom) / 4);
    if (room) {
      lane.cutShort = false;
      cutShort.remove(client);
    }
    return room;
  }

  /** How many attempts this node may have in flight to the endpoint of an attempt under way. */
  int limit(Endpoint endpoint) {
    return lanes.get(endpoint).limit.allowed();
  }

  /**
   * Learns from an attempt that is over and not yet returned.
   *
   * @param random from 0 to 1, for a hold's jitter
   * @return when the hold that begins with it ends, if one does
   */
  Optional<Instant> learn(
      Endpoint endpoint, AttemptResult judgement, Instant startedAt, Instant now, double random) {
    EndpointState lane = lanes.get(endpoint);
    int status = judgement.status().orElse(0);
    boolean ramping = lane.limit.ramping();
    lane.limit = lane.limit.after(judgement.outcome(), status);
    boolean delivered = judgement.outcome() == Outcome.DELIVERED;
    lane.answered(delivered, judgement.took());
    if (delivered) {
      lane.holds = 0;
    }
    if (!judgement.outcome().errorResponse()) {
      return Optional.empty();
    }
    boolean asked = judgement.retryAfter().isPresent();
    // Those that were in flight together are one sign of trouble, unless they name a time.
    boolean sameTrouble = !asked && startedAt.isBefore(lane.heldAt);
    Optional<Instant> until =
        HoldPolicy.until(status, judgement.retryAfter(), lane.holds, now, random)
            // One at a time can be many a second: an endpoint that is still dead is left in peace.
            .or(
                () ->
                    ramping
                        ? Optional.of(HoldPolicy.grown(lane.holds, now, random))
                        : Optional.empty())
            .filter(end -> !sameTrouble && end.isAfter(lane.heldUntil.plus(SAME_HOLD)));
    until.ifPresent(
        end -> {
          lane.holds += startedAt.isBefore(lane.heldAt) ? 0 : 1;
          lane.heldAt = now;
          lane.heldUntil = end;
          Instant known = now.plus(HOLD_ON_THE_WAY);
          lane.closedUntil = later(lane.closedUntil, end.isBefore(known) ? end : known);
        });
    return until;
  }

  private void forgetIdle() {
    int surplus = lanes.size() - MAX_IDLE - totalInHand;
    Iterator<EndpointState> oldest = lanes.values().iterator();
    while (surplus > 0 && oldest.hasNext()) {
      if (oldest.next().inHand == 0) {
        oldest.remove();
        surplus--;
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
