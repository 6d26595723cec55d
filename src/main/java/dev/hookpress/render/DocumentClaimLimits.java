package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import java.util.Map;

/**
 * How many more documents each client may occupy slots with on this node.
 *
 * @param clients limit by client; clients without a document on this node may be omitted
 * @param otherwise limit of a client that is not listed
 */
public record DocumentClaimLimits(Map<ClientId, Integer> clients, int otherwise) {
  public DocumentClaimLimits {
    clients = Map.copyOf(clients);
  }

  /** The limit of one client. */
  int of(ClientId client) {
    return clients.getOrDefault(client, otherwise);
  }
}
