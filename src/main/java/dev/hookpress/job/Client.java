package dev.hookpress.job;

import java.util.Set;

/**
 * A tenant and its limits, as the holder of one of its API keys.
 *
 * @param requestsPerSecond limit on submissions, over all nodes together
 * @param maxPendingJobs limit on jobs that are accepted and have not ended
 * @param scopes what the key may be used for
 */
public record Client(
    ClientId id, String name, int requestsPerSecond, int maxPendingJobs, Set<KeyScope> scopes) {
  /** The holder of a key that is not restricted. */
  public Client(ClientId id, String name, int requestsPerSecond, int maxPendingJobs) {
    this(id, name, requestsPerSecond, maxPendingJobs, KeyScope.ALL);
  }
}
