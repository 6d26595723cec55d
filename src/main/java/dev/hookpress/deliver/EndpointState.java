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
  private int inHand;

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

  /** Notifications claimed and not yet returned: in flight or waiting. */
  int inHand() {
    return inHand;
  }

  /** Records one more notification claimed. */
  void taken() {
    origin.inHand++;
    if (inHand++ == 0) {
      origin.inUse++;
    }
  }

  /** Records that a claimed notification has been returned. */
  void returned() {
    origin.inHand--;
    if (--inHand == 0) {
      origin.inUse--;
    }
  }

  /** How many more notifications may be claimed. */
  int room(Instant now) {
    if (closedUntil.isAfter(now)) {
      return 0;
    }
    int free = ahead() ? origin.room(now) : Math.min(origin.room(now), freeInFlight());
    return Math.max(0, Math.min(most(now) - inHand, free));
  }

  /**
   * How many notifications may be claimed at a time: as many as its limit allows, and no more than
   * its share of what the origin may have claimed.
   */
  private int most(Instant now) {
    return Math.min(ceiling(), origin.share(this, ahead(), now));
  }

  /**
   * What the origin can still have in flight. An endpoint that has nothing claimed has room for
   * one, whatever the other URLs have in flight.
   */
  private int freeInFlight() {
    int free = origin.ceiling - origin.inFlight - (inHand - inFlight);
    return Math.max(inHand == 0 ? 1 : 0, free);
  }

  /** How many notifications there must be room for before a claim is worth its cost. */
  int worthwhile(Instant now) {
    return Math.max(1, ahead() ? most(now) / 2 : most(now) / 4);
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
    // The part of what may be claimed that is left to URLs that have nothing claimed.
    private static final int LEFT_TO_IDLE = 8;

    final Endpoint key;
    private final int ceiling;

    /** The number of known endpoints of this origin. */
    int endpoints;

    /** How many of them have notifications claimed. */
    int inUse;

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

    /**
     * How many notifications one endpoint may have claimed, so that all together stay within what
     * the origin may have: in flight, or a multiple of it for those that claim ahead. While several
     * are used, an eighth is left to those that have nothing claimed; those in use divide the rest
     * of what is free evenly, so that one that needs little does not keep the others from it. Each
     * may have one.
     */
    int share(EndpointState by, boolean ahead, Instant now) {
      int all = ahead ? AHEAD * ceiling : ceiling;
      int idle = endpoints - inUse;
      if (by.inHand == 0) {
        return Math.max(1, all / LEFT_TO_IDLE / Math.max(1, idle));
      }
      int left = idle > 0 && sharedUntil.isAfter(now) ? all / LEFT_TO_IDLE : 0;
      int free = Math.max(0, all - left - inHand);
      int rest = last == by ? free % inUse : 0;
      return Math.max(1, by.inHand + free / inUse + rest);
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
