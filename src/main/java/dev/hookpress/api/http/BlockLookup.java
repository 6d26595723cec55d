package dev.hookpress.api.http;

import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.Optional;

/** Tells whether a client's notifications are blocked, as far as this node knows. */
public interface BlockLookup {
  /** When the client's block ends; empty if it is not blocked. */
  Optional<Instant> blockedUntil(ClientId client, Instant now);
}
