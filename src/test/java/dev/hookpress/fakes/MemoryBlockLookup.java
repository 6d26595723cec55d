package dev.hookpress.fakes;

import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Blocks that a test sets. */
public final class MemoryBlockLookup implements BlockLookup {
  private final Map<ClientId, Instant> ends = new ConcurrentHashMap<>();

  public void block(ClientId client, Instant until) {
    ends.merge(client, until, (one, other) -> one.isAfter(other) ? one : other);
  }

  @Override
  public Optional<Instant> blockedUntil(ClientId client, Instant now) {
    return Optional.ofNullable(ends.get(client)).filter(now::isBefore);
  }
}
