package dev.hookpress.deliver;

import dev.hookpress.policy.EndpointLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/** What this node knows of one endpoint. Confined to the dispatcher's event loop. */
final class EndpointState {
  // An answer within this is quick: what is claimed ahead then has its turn within a second.
  private static final Duration QUICK = Duration.ofMillis(100);
  // How many times its limit a quick endpoint may have in hand. A claim costs the database much the
  // same for a few rows as for many: with 8, one brings some 250 to an endpoint that takes 64 at a
  // time; with 1 it brought 31.
  private static final int AHEAD = 8;

  EndpointLimit limit;

  /** Claimed, and not yet given back: under way or waiting. */
  int inHand;

  int inFlight;

  /** Claimed ahead, in the order that they are sent in. */
  final Queue<SendScheduler.QueuedSend> waiting = new ArrayDeque<>();

  private boolean quick;

  /** It has just said that it is gone, and that is not written down yet. */
  boolean ending;

  /** Nothing is sent before; long ago if it is open. */
  Instant closedUntil = Instant.EPOCH;

  /** When the last hold was learnt of, and its end; long ago if there was none. */
  Instant heldAt = Instant.EPOCH;

  Instant heldUntil = Instant.EPOCH;

  /** How many times it was held since it last acknowledged. */
  int holds;

  /** Was given all that it might take by the last claim: there may be more for it. */
  boolean cutShort;

  EndpointState(EndpointLimit limit) {
    this.limit = limit;
  }

  /** How many more may be claimed for it. */
  int room(Instant now) {
    return closedUntil.isAfter(now) ? 0 : Math.max(0, ceiling() - inHand);
  }

  /** How many come free before a claim is worthwhile. */
  int worthwhile() {
    return Math.max(1, ahead() ? ceiling() / 2 : ceiling() / 4);
  }

  void answered(boolean delivered, Duration took) {
    quick = delivered && took.compareTo(QUICK) <= 0;
  }

  private int ceiling() {
    return ahead() ? AHEAD * limit.allowed() : limit.allowed();
  }

  /** One that is being let back in after a block gets one after the other. */
  private boolean ahead() {
    return quick && !limit.ramping();
  }
}
