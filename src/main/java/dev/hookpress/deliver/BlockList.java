package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.Map;

/** The clients whose notifications are blocked, as this node knows them; asking costs nothing. */
public interface BlockList {
  /** Whether nothing may be sent to the client now. */
  boolean blocked(ClientId client, Instant now);

  /** The end of every block that this node knows of; some may just have ended. */
  Map<ClientId, Instant> ends();

  /** Learns of a block from the error that showed it. */
  void learn(ClientId client, Instant until);
}
