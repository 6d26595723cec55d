package dev.hookpress.operator;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** The blocks of clients whose callbacks keep failing. */
public interface Unblocking {
  /** The end of a client's block; empty if it is not blocked. */
  Optional<Instant> blockedUntil(ClientId client, Instant now);

  /** Lifts a client's block on all nodes, and forgets the errors that led to it. */
  Future<Void> unblock(ClientId client, Instant now);
}
