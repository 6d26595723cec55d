package dev.hookpress.deliver;

import dev.hookpress.policy.EndpointLimit;
import java.time.Instant;

/** What this node knows of one endpoint. Confined to the dispatcher's event loop. */
final class Lane {
  EndpointLimit limit;
  int inFlight;

  /** Nothing is sent before; long ago if it is open. */
  Instant closedUntil = Instant.EPOCH;

  /** When the last hold was learnt of, and its end; long ago if there was none. */
  Instant heldAt = Instant.EPOCH;

  Instant heldUntil = Instant.EPOCH;

  /** How many times it was held since it last acknowledged. */
  int holds;

  /** Was given all that it might take by the last claim: there may be more for it. */
  boolean cutShort;

  Lane(EndpointLimit limit) {
    this.limit = limit;
  }

  int room(Instant now) {
    return closedUntil.isAfter(now) ? 0 : Math.max(0, limit.allowed() - inFlight);
  }
}
