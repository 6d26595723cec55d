package dev.hookpress.api.http;

import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.Optional;

/** Which clients' notifications are blocked, as this node knows it. */
public interface BlockLookup {
  /** When the client's block ends; empty if it is not blocked. */
  Optional<Instant> blockedUntil(ClientId client, Instant now);
}
