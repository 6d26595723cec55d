package dev.hookpress.policy;

import dev.hookpress.job.ClientId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts what each client holds of a shared resource, such as slots. Not thread-safe. */
public final class ClientCounts {
  private final Map<ClientId, Integer> counts = new HashMap<>();
  private int total;

  /** How many the client holds; 0 if it is unknown. */
  public int of(ClientId client) {
    return counts.getOrDefault(client, 0);
  }

  /** How many all clients hold. */
  public int total() {
    return total;
  }

  /** The clients that hold any. */
  public Set<ClientId> clients() {
    return Collections.unmodifiableSet(counts.keySet());
  }

  /** Counts one more for the client; returns how many it holds now. */
  public int add(ClientId client) {
    return add(client, 1);
  }

  /** Counts some more for the client; returns how many it holds now. */
  public int add(ClientId client, int count) {
    total += count;
    return counts.merge(client, count, Integer::sum);
  }

  /** Counts one less for a client that holds at least one. */
  public void remove(ClientId client) {
    Integer count = counts.get(client);
    if (count == null) {
      throw new IllegalStateException(client + " holds none");
    }
    total--;
    if (count == 1) {
      counts.remove(client);
    } else {
      counts.put(client, count - 1);
    }
  }
}
