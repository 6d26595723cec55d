package dev.hookpress.fakes;

import dev.hookpress.api.account.EventsTarget;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Targets of operational events, in memory. */
public final class MemoryEventsTarget implements EventsTarget {
  private final Outage outage;
  private final Map<ClientId, Target.Webhook> targets = new ConcurrentHashMap<>();

  public MemoryEventsTarget(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Void> put(ClientId client, Target.Webhook target) {
    return outage.<Target.Webhook>call(() -> targets.put(client, target)).mapEmpty();
  }

  @Override
  public Future<Optional<Target.Webhook>> get(ClientId client) {
    return outage.call(() -> Optional.ofNullable(targets.get(client)));
  }

  @Override
  public Future<Void> remove(ClientId client) {
    return outage.<Target.Webhook>call(() -> targets.remove(client)).mapEmpty();
  }
}
