package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import java.util.Map;

/**
 * How many more documents each client may occupy slots with on this node.
 *
 * @param clients limit by client; clients without a document on this node may be omitted
 * @param otherwise limit of a client that is not listed
 * @param sizes what the documents may take in memory
 */
public record DocumentClaimLimits(Map<ClientId, Integer> clients, int otherwise, Sizes sizes) {
  /**
   * What the requests of claimed documents may take.
   *
   * @param any so many documents, the first ones, may be of any size
   * @param bytes what all of them may take together if there are more
   */
  public record Sizes(int any, long bytes) {
    /** No limit. */
    public static final Sizes ANY = new Sizes(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  public DocumentClaimLimits {
    clients = Map.copyOf(clients);
  }

  /** Limits for documents of any size. */
  public DocumentClaimLimits(Map<ClientId, Integer> clients, int otherwise) {
    this(clients, otherwise, Sizes.ANY);
  }

  /** The limit of one client. */
  int of(ClientId client) {
    return clients.getOrDefault(client, otherwise);
  }
}
