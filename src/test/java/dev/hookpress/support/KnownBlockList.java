package dev.hookpress.support;

import dev.hookpress.deliver.BlockList;
import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A block list that a test sets. */
public final class KnownBlockList implements BlockList {
  private final Map<ClientId, Instant> ends = new HashMap<>();

  @Override
  public boolean blocked(ClientId client, Instant now) {
    return ends.containsKey(client) && ends.get(client).isAfter(now);
  }

  @Override
  public Map<ClientId, Instant> ends() {
    return ends;
  }

  @Override
  public void learn(ClientId client, Instant until) {
    ends.put(client, until);
  }
}
