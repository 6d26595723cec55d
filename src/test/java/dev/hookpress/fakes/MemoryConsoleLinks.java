package dev.hookpress.fakes;

import dev.hookpress.api.console.ConsoleLinks;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Used links, in memory. */
public final class MemoryConsoleLinks implements ConsoleLinks {
  private final Outage outage;
  private final Set<UUID> used = ConcurrentHashMap.newKeySet();

  public MemoryConsoleLinks(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Boolean> use(ClientId client, UUID link, Instant until, Instant now) {
    return outage.call(() -> used.add(link));
  }
}
