package dev.hookpress.deliver;

import dev.hookpress.job.Endpoint;
import dev.hookpress.policy.EndpointLimit;
import dev.hookpress.policy.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

/**
 * This node's state of one queue key: an endpoint, or an origin whose URLs have no row. Confined to
 * the dispatcher's event loop.
 */
final class EndpointState {
  // An endpoint that answers within this is quick: notifications claimed ahead are then sent within
  // a second.
  private static final Duration QUICK = Duration.ofMillis(100);
  // A quick endpoint may have this many times its limit claimed. A claim costs the database about
  // the same for a few rows as for many: with 8, a claim returns some 250 for an endpoint that
  // takes 64 at a time; with 1 it returned 31.
  private static final int AHEAD = 8;

  /** The state of the origin, shared with its other URLs. */
  final Origin origin;

  EndpointLimit limit;

  /** Notifications claimed and not yet returned: in flight or waiting. */
  int inHand;

  int inFlight;

  /** Notifications claimed ahead, in the order of sending. */
  final Queue<SendScheduler.QueuedSend> waiting = new ArrayDeque<>();

  private boolean quick;

  /** Whether it has answered 410 and this is not yet durable. */
  boolean ending;

  /** The time before which nothing is sent; in the past if sending is allowed. */
  Instant closedUntil = Instant.EPOCH;

  /** When this node learned of the last hold, and its end; the epoch if there was none. */
  Instant heldAt = Instant.EPOCH;

  Instant heldUntil = Instant.EPOCH;

  /** The number of holds since the last acknowledgement. */
  int holds;

  /** Whether the last claim reached the limit, so that more may be queued. */
  boolean cutShort;

  EndpointState(EndpointLimit limit, Origin origin) {
    this.limit = limit;
    this.origin = origin;
  }

  /** How many more notifications may be claimed. */
  int room(Instant now) {
    if (closedUntil.isAfter(now)) {
      return 0;
    }
    int own = Math.max(0, ceiling() - inHand);
    return Math.min(own, ahead() ? origin.room(now) : roomInFlight(now));
  }

  /**
   * The room of an endpoint that claims nothing ahead: what the origin can still have in flight. An
   * endpoint that has nothing claimed has room for one, whatever the other URLs have in flight.
   */
  private int roomInFlight(Instant now) {
    int free = origin.ceiling - origin.inFlight - (inHand - inFlight);
    return Math.min(origin.room(now), Math.max(inHand == 0 ? 1 : 0, free));
  }

  /** How many notifications there must be room for before a claim is worth its cost. */
  int worthwhile() {
    return Math.max(1, ahead() ? ceiling() / 2 : ceiling() / 4);
  }

  /** Whether sending is suspended now. */
  boolean closed(Instant now) {
    return ending || closedUntil.isAfter(now) || origin.closedUntil.isAfter(now);
  }

  void answered(boolean delivered, Duration took) {
    quick = delivered && took.compareTo(QUICK) <= 0;
  }

  private int ceiling() {
    return ahead() ? AHEAD * limit.allowed() : limit.allowed();
  }

  /**
   * Whether to claim ahead: only for a quick endpoint whose limit is not growing again after a
   * block.
   */
  private boolean ahead() {
    return quick && !limit.ramping();
  }

  /**
   * The notifications claimed for all URLs of one origin of a client, and the ceiling that they
   * share.
   */
  static final class Origin {
    // How long part of the ceiling is reserved for a URL that is used alongside another one.
    private static final Duration SHARED_FOR = Duration.ofMinutes(1);

    final Endpoint key;
    private final int ceiling;

    /** The number of known endpoints of this origin. */
    int endpoints;

    int inHand;
    int inFlight;

    /** The time before which nothing is sent; in the past if sending is allowed. */
    Instant closedUntil = Instant.EPOCH;

    /** Endpoints whose next notification waits only for the ceiling. */
    final Set<EndpointState> passedOver = new LinkedHashSet<>();

    private EndpointState last;
    private Instant sharedUntil = Instant.EPOCH;

    /**
     * Creates an origin that has nothing claimed.
     *
     * @param ceiling the most attempts in flight to all URLs together
     */
    Origin(Endpoint key, int ceiling) {
      this.key = key;
      this.ceiling = ceiling;
    }

    /** Notes that a notification is claimed for one of the endpoints. */
    void used(EndpointState by, Instant now) {
      if (last != by) {
        sharedUntil = last == null ? sharedUntil : now.plus(SHARED_FOR);
        last = by;
      }
    }

    /** How many more notifications may be claimed for all endpoints together. */
    int room(Instant now) {
      return closedUntil.isAfter(now) ? 0 : Math.max(0, AHEAD * ceiling - inHand);
    }

    /**
     * Whether an endpoint may have one more attempt in flight. While several endpoints are in use,
     * each leaves part of the ceiling to the others.
     *
     * @param own attempts in flight to that endpoint
     */
    boolean admits(int own, Instant now) {
      int free = ceiling - inFlight;
      return sharedUntil.isAfter(now) ? Share.oneMore(free, own) : free > 0;
    }
  }
}
