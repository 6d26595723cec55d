package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.policy.ClientCounts;
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
 * Decides how many notifications may be claimed for each client and endpoint. Each endpoint has a
 * limit that adapts to its answers; the endpoints of one origin share a ceiling; each client has a
 * share of the notifications that this node may have claimed; a blocked client or a held endpoint
 * gets none. Confined to the dispatcher's event loop.
 */
final class EndpointLimits {
  // The most idle endpoints whose state is kept. Each adds some 30 bytes to every claim.
  private static final int MAX_IDLE = 2_000;
  // How long after a block an endpoint new to this node still starts at a limit of one.
  private static final Duration RELEASE_REMEMBERED = Duration.ofMinutes(10);
  // Claims obey a hold once it is in the database; this covers claims made before.
  private static final Duration HOLD_ON_THE_WAY = Duration.ofSeconds(5);
  // Answers that arrive together ask for holds that end at nearly the same time.
  private static final Duration SAME_HOLD = Duration.ofSeconds(1);

  private final int capacity;
  private final int maxPerEndpoint;
  private final BlockList blocks;
  private final Map<Endpoint, EndpointState> states = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Endpoint, EndpointState.Origin> origins = new HashMap<>();
  private final ClientCounts inHand = new ClientCounts();
  private final Set<ClientId> cutShort = new HashSet<>();
  private final Map<ClientId, Instant> blocked = new HashMap<>();
  private final Map<ClientId, Instant> released = new HashMap<>();

  /**
   * Creates the limits of a node that has nothing claimed.
   *
   * @param capacity the most notifications that this node may have claimed
   */
  EndpointLimits(int capacity, int maxPerEndpoint, BlockList blocks) {
    this.capacity = capacity;
    this.maxPerEndpoint = maxPerEndpoint;
    this.blocks = blocks;
  }

  /** The limits of a claim made now. */
  ClaimLimits claimLimits(Instant now) {
    letBackIn(now);
    int free = capacity - inHand.total();
    Map<ClientId, Integer> clients = new HashMap<>();
    inHand.clients().forEach(client -> clients.put(client, Share.more(free, inHand.of(client))));
    int unknown = EndpointLimit.unknown(maxPerEndpoint).allowed();
    Map<Endpoint, Integer> endpoints = new HashMap<>();
    states.forEach(
        (endpoint, state) -> {
          int room = state.room(now);
          // An idle endpoint gets the limit of an unknown one until a claim finds more for it.
          if (state.inHand() > 0 || room < unknown) {
            endpoints.put(endpoint, room);
          }
        });
    return new ClaimLimits(
        clients, Share.more(free, 0), Set.copyOf(blocked.keySet()), endpoints, unknown);
  }

  /**
   * Resets the limit of every endpoint of a client to one when the client's block ends, at its time
   * or because it was lifted.
   */
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
                Instant end = block.getValue().isAfter(now) ? now : block.getValue();
                released.put(block.getKey(), end);
                states.forEach((endpoint, state) -> release(endpoint, state, block.getKey(), end));
              }
              return over;
            });
    released.values().removeIf(end -> end.plus(RELEASE_REMEMBERED).isBefore(now));
  }

  private void release(Endpoint endpoint, EndpointState state, ClientId client, Instant end) {
    if (endpoint.client().equals(client) && !endpoint.key().operational()) {
      state.limit = EndpointLimit.released(maxPerEndpoint);
      state.closedUntil = later(state.closedUntil, Release.of(endpoint, end));
    }
  }

  /**
   * Records the notifications that a claim returned.
   *
   * @param claimLimits the limits that the claim was given
   */
  void taken(List<ClaimedNotification> items, ClaimLimits claimLimits, Instant now) {
    ClientCounts perClient = new ClientCounts();
    Map<Endpoint, Integer> perEndpoint = new HashMap<>();
    for (ClaimedNotification item : items) {
      perClient.add(item.client());
      perEndpoint.merge(item.queuedUnder(), 1, Integer::sum);
      state(item, now).taken();
    }
    for (ClientId client : perClient.clients()) {
      inHand.add(client, perClient.of(client));
      if (perClient.of(client) >= claimLimits.of(client)) {
        cutShort.add(client);
      }
    }
    perEndpoint.forEach(
        (endpoint, count) -> {
          EndpointState state = states.get(endpoint);
          state.cutShort |= count >= claimLimits.of(endpoint);
        });
  }

  /**
   * Records a notification from the local handoff if there is room for it. If not, a claim is made
   * for its endpoint as soon as there is.
   */
  boolean admitted(ClaimedNotification item, Instant now) {
    int own = inHand.of(item.client());
    EndpointState state = state(item, now);
    if (state.room(now) == 0 || Share.more(capacity - inHand.total(), own) == 0) {
      state.cutShort = true;
      forgetIdle();
      return false;
    }
    inHand.add(item.client());
    state.taken();
    return true;
  }

  /** The state of a notification's queue key. */
  private EndpointState state(ClaimedNotification item, Instant now) {
    EndpointState state = known(item.queuedUnder(), item);
    state.origin.used(state, now);
    return state;
  }

  private EndpointState known(Endpoint endpoint, ClaimedNotification item) {
    EndpointState state = states.get(endpoint);
    return state == null ? unknown(endpoint, item.origin()) : state;
  }

  private EndpointState unknown(Endpoint endpoint, Endpoint of) {
    EndpointState.Origin origin =
        origins.computeIfAbsent(of, one -> new EndpointState.Origin(of, maxPerEndpoint));
    origin.endpoints++;
    EndpointState state = new EndpointState(EndpointLimit.unknown(maxPerEndpoint), origin);
    states.put(endpoint, state);
    Instant blockEnd = released.get(endpoint.client());
    if (blockEnd != null) {
      release(endpoint, state, endpoint.client(), blockEnd);
    }
    return state;
  }

  /**
   * Whether a claimed notification may be sent: since the claim, its client may have been blocked,
   * or its endpoint held or ended.
   */
  boolean open(ClaimedNotification notification, Instant now) {
    boolean blocked =
        !notification.endpoint().key().operational() && blocks.blocked(notification.client(), now);
    return !blocked
        && !states.get(notification.queuedUnder()).closed(now)
        && !closedByItself(notification, now);
  }

  /** Whether a notification is queued under its origin and its own URL is held or ending. */
  boolean closedByItself(ClaimedNotification notification, Instant now) {
    if (!notification.underOrigin()) {
      return false;
    }
    EndpointState own = states.get(notification.endpoint());
    return notification.heldUntil().filter(now::isBefore).isPresent()
        || own != null
            && (own.ending || own.closedUntil.isAfter(now) || own.heldUntil.isAfter(now));
  }

  /**
   * When a released notification is due again: now, since claims obey its block or hold; or, if
   * only its own URL is held, when that hold ends.
   */
  Instant dueAgain(ClaimedNotification notification, Instant now) {
    if (!notification.underOrigin()) {
      return now;
    }
    EndpointState own = states.get(notification.endpoint());
    Instant held = later(now, notification.heldUntil().orElse(now));
    return own == null ? held : later(held, own.heldUntil);
  }

  /** The state of a claimed notification's queue key. */
  EndpointState of(ClaimedNotification notification) {
    return states.get(notification.queuedUnder());
  }

  /** Stops sending to a notification's endpoint until {@link #ended}. */
  void ending(ClaimedNotification notification) {
    known(notification.endpoint(), notification).ending = true;
  }

  /** Notes that the database marks the endpoint as gone, where claims see it. */
  void ended(ClaimedNotification notification) {
    EndpointState state = states.get(notification.endpoint());
    if (state != null) {
      state.ending = false;
    }
  }

  /** Holds the origin of a claimed notification until claims see its hold in the database. */
  void originHeld(ClaimedNotification notification, Instant until, Instant now) {
    EndpointState.Origin origin = origins.get(notification.origin());
    if (origin != null) {
      origin.closedUntil = later(origin.closedUntil, soon(until, now));
    }
  }

  /**
   * Ends the growth of holds: of the URL, and of what is queued under its origin, where earlier
   * notifications of the same URL may wait.
   */
  private void acknowledged(ClaimedNotification notification) {
    Endpoint origin = of(notification).origin.key;
    for (Endpoint key : List.of(notification.endpoint(), origin)) {
      EndpointState state = states.get(key);
      if (state != null) {
        state.holds = 0;
      }
    }
  }

  private static Instant soon(Instant until, Instant now) {
    Instant known = now.plus(HOLD_ON_THE_WAY);
    return until.isBefore(known) ? until : known;
  }

  /** The endpoints that have notifications waiting. */
  List<EndpointState> waiting() {
    return states.values().stream().filter(state -> !state.waiting.isEmpty()).toList();
  }

  /**
   * Removes a notification whose attempt is over or did not begin. Returns whether no other is
   * claimed under the same queue key.
   */
  boolean returned(ClaimedNotification notification) {
    inHand.remove(notification.client());
    EndpointState state = states.get(notification.queuedUnder());
    state.returned();
    forgetIdle();
    return state.inHand() == 0;
  }

  /**
   * Whether an endpoint or client that reached its limit in the last claim has room again. True
   * once until the next claim, not for every slot that becomes free: a claim of one row costs the
   * database about the same as one of many.
   */
  boolean roomAgain(ClaimedNotification notification, Instant now) {
    ClientId client = notification.client();
    EndpointState state = states.get(notification.queuedUnder());
    if (state == null || !(state.cutShort || cutShort.contains(client))) {
      return false;
    }
    int own = inHand.of(client);
    int clientRoom = Share.more(capacity - inHand.total(), own);
    boolean room =
        state.room(now) >= state.worthwhile(now)
            && clientRoom >= Math.max(1, (own + clientRoom) / 4);
    if (room) {
      state.cutShort = false;
      cutShort.remove(client);
    }
    return room;
  }

  /** How many attempts this node may have in flight under a notification's queue key. */
  int limit(ClaimedNotification notification) {
    return of(notification).limit.allowed();
  }

  /**
   * Adapts the limit to an attempt that is over and not yet returned, and starts a hold if needed.
   * The limit belongs to the queue key, the hold to the URL.
   *
   * @param random from 0 to 1, for a hold's jitter
   * @return the end of the hold that this attempt starts, if any
   */
  Optional<Instant> learn(
      ClaimedNotification notification,
      AttemptResult result,
      Instant startedAt,
      Instant now,
      double random) {
    EndpointState queued = of(notification);
    int status = result.status().orElse(0);
    boolean ramping = queued.limit.ramping();
    queued.limit = queued.limit.after(result.outcome(), status);
    boolean delivered = result.outcome() == Outcome.DELIVERED;
    queued.answered(delivered, result.took());
    EndpointState own = notification.underOrigin() ? states.get(notification.endpoint()) : queued;
    if (delivered) {
      acknowledged(notification);
    }
    if (!result.outcome().endpointFailure()) {
      return Optional.empty();
    }
    boolean asked = result.retryAfter().isPresent();
    Instant heldAt = own == null ? Instant.EPOCH : own.heldAt;
    Instant heldUntil = own == null ? Instant.EPOCH : own.heldUntil;
    int holds = own == null ? queued.holds : Math.max(own.holds, queued.holds);
    // Failures of attempts in flight together start one hold, unless they name a time.
    boolean sameTrouble = !asked && startedAt.isBefore(heldAt);
    Optional<Instant> until =
        HoldPolicy.until(status, result.retryAfter(), holds, now, random)
            // Even one at a time can be many a second, so after a block each failure starts a hold;
            // and what waits for an access token need not ask for it in turn.
            .or(
                () ->
                    ramping || result.outcome() == Outcome.TOKEN_FAILED
                        ? Optional.of(HoldPolicy.grown(holds, now, random))
                        : Optional.empty())
            .filter(end -> !sameTrouble && end.isAfter(heldUntil.plus(SAME_HOLD)));
    until.ifPresent(end -> held(notification, end, startedAt, now));
    return until;
  }

  private void held(ClaimedNotification notification, Instant end, Instant startedAt, Instant now) {
    EndpointState own = known(notification.endpoint(), notification);
    if (!startedAt.isBefore(own.heldAt)) {
      own.holds++;
      if (notification.underOrigin()) {
        of(notification).holds++;
      }
    }
    own.heldAt = now;
    own.heldUntil = end;
    own.closedUntil = later(own.closedUntil, soon(end, now));
  }

  private void forgetIdle() {
    int surplus = states.size() - MAX_IDLE - inHand.total();
    Iterator<EndpointState> oldest = states.values().iterator();
    while (surplus > 0 && oldest.hasNext()) {
      EndpointState state = oldest.next();
      if (state.inHand() == 0) {
        oldest.remove();
        state.origin.endpoints--;
        if (state.origin.endpoints == 0) {
          origins.remove(state.origin.key);
        }
        surplus--;
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
