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
 * What this node knows of one endpoint, or of what is queued under one origin. Confined to the
 * dispatcher's event loop.
 */
final class EndpointState {
  // An answer within this is quick: what is claimed ahead is then sent within a second.
  private static final Duration QUICK = Duration.ofMillis(100);
  // How many times its limit a quick endpoint may have in hand. A claim costs the database much the
  // same for a few rows as for many: with 8, one brings some 250 to an endpoint that takes 64 at a
  // time; with 1 it brought 31.
  private static final int AHEAD = 8;

  /** Shared with the other URLs of the origin. */
  final Origin origin;

  EndpointLimit limit;

  /** Claimed, and not yet given back: under way or waiting. */
  int inHand;

  int inFlight;

  /** Claimed ahead, in the order that they are sent in. */
  final Queue<SendScheduler.QueuedSend> waiting = new ArrayDeque<>();

  private boolean quick;

  /** It has answered 410, and that is not yet on disk. */
  boolean ending;

  /** Nothing is sent before; long ago if it is open. */
  Instant closedUntil = Instant.EPOCH;

  /** When the last hold was learnt of, and its end; long ago if there was none. */
  Instant heldAt = Instant.EPOCH;

  Instant heldUntil = Instant.EPOCH;

  /** How many times it was held since its last acknowledgement. */
  int holds;

  /** The last claim brought as many as it might: there may be more. */
  boolean cutShort;

  EndpointState(EndpointLimit limit, Origin origin) {
    this.limit = limit;
    this.origin = origin;
  }

  /** How many more may be claimed for it. */
  int room(Instant now) {
    int own = closedUntil.isAfter(now) ? 0 : Math.max(0, ceiling() - inHand);
    return Math.min(own, origin.room(now));
  }

  /** How many must come free before a claim is worth its cost. */
  int worthwhile() {
    return Math.max(1, ahead() ? ceiling() / 2 : ceiling() / 4);
  }

  /** Whether nothing is sent to it now. */
  boolean closed(Instant now) {
    return ending || closedUntil.isAfter(now) || origin.closedUntil.isAfter(now);
  }

  void answered(boolean delivered, Duration took) {
    quick = delivered && took.compareTo(QUICK) <= 0;
  }

  private int ceiling() {
    return ahead() ? AHEAD * limit.allowed() : limit.allowed();
  }

  /** Nothing is claimed ahead while the limit grows again after a block. */
  private boolean ahead() {
    return quick && !limit.ramping();
  }

  /**
   * What this node has in hand for all URLs of one origin of a client: the ceiling that they share.
   */
  static final class Origin {
    // How long a URL that is used beside another one has a part of the ceiling kept free for it.
    private static final Duration SHARED_FOR = Duration.ofMinutes(1);

    final Endpoint key;
    private final int ceiling;

    /** The endpoints of this origin that are known. */
    int endpoints;

    int inHand;
    int inFlight;

    /** Nothing is sent before; long ago if it is open. */
    Instant closedUntil = Instant.EPOCH;

    /** Endpoints whose next one waits for the ceiling and for nothing else. */
    final Set<EndpointState> passedOver = new LinkedHashSet<>();

    private EndpointState last;
    private Instant sharedUntil = Instant.EPOCH;

    /**
     * Begins with nothing in hand.
     *
     * @param ceiling attempts in flight to all URLs together, at most
     */
    Origin(Endpoint key, int ceiling) {
      this.key = key;
      this.ceiling = ceiling;
    }

    /** Notes that something is in hand for one of its endpoints. */
    void used(EndpointState by, Instant now) {
      if (last != by) {
        sharedUntil = last == null ? sharedUntil : now.plus(SHARED_FOR);
        last = by;
      }
    }

    /** How many more may be claimed for all of its endpoints. */
    int room(Instant now) {
      return closedUntil.isAfter(now) ? 0 : Math.max(0, AHEAD * ceiling - inHand);
    }

    /**
     * Whether one of its endpoints may have one more in flight. While several are used, each leaves
     * some to the others.
     *
     * @param own attempts in flight to that endpoint
     */
    boolean admits(int own, Instant now) {
      int free = ceiling - inFlight;
      return sharedUntil.isAfter(now) ? Share.oneMore(free, own) : free > 0;
    }
  }
}
