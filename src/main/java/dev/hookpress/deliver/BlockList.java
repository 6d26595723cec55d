package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.Map;

/** This node's view of the blocked clients; lookups are in memory. */
public interface BlockList {
  /** Whether the client is blocked now. */
  boolean blocked(ClientId client, Instant now);

  /** The end of every block known to this node; some may just have passed. */
  Map<ClientId, Instant> ends();

  /** Records a block that counting an error has revealed. */
  void learn(ClientId client, Instant until);
}
