package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import java.util.Map;
import java.util.Set;

/**
 * What a claim may take.
 *
 * @param clients how many more each client may have in flight; who is not named, {@code perClient}
 * @param blocked clients that may be sent nothing but operational events
 * @param endpoints how many more each endpoint may have in flight; who is not named, {@code
 *     perEndpoint}
 */
public record ClaimLimits(
    Map<ClientId, Integer> clients,
    int perClient,
    Set<ClientId> blocked,
    Map<Endpoint, Integer> endpoints,
    int perEndpoint) {

  /** How many more a client may have in flight. */
  public int of(ClientId client) {
    return clients.getOrDefault(client, perClient);
  }

  /** How many more an endpoint may have in flight. */
  public int of(Endpoint endpoint) {
    return endpoints.getOrDefault(endpoint, perEndpoint);
  }
}
