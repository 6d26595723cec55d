package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import java.util.Map;
import java.util.Set;

/**
 * The limits of one claim.
 *
 * @param clients how many more notifications of each client may be claimed; {@code perClient} for
 *     clients not listed
 * @param blocked clients that may receive only operational events
 * @param endpoints how many more may be claimed for each endpoint; {@code perEndpoint} for
 *     endpoints not listed
 */
public record ClaimLimits(
    Map<ClientId, Integer> clients,
    int perClient,
    Set<ClientId> blocked,
    Map<Endpoint, Integer> endpoints,
    int perEndpoint) {

  /** How many more notifications of a client may be claimed. */
  public int of(ClientId client) {
    return clients.getOrDefault(client, perClient);
  }

  /** How many more notifications may be claimed for an endpoint. */
  public int of(Endpoint endpoint) {
    return endpoints.getOrDefault(endpoint, perEndpoint);
  }
}
