package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import java.util.Map;

/**
 * How many more documents each client may have in hand on this node.
 *
 * @param clients by client; those that have none in hand need not be named
 * @param otherwise for a client that is not named
 */
public record DocumentClaimLimits(Map<ClientId, Integer> clients, int otherwise) {
  public DocumentClaimLimits {
    clients = Map.copyOf(clients);
  }

  /** How many more this one may have. */
  int of(ClientId client) {
    return clients.getOrDefault(client, otherwise);
  }
}
