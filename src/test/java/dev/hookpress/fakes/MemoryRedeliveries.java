package dev.hookpress.fakes;

import dev.hookpress.api.deliveries.Redeliveries;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Returns the results that a test sets, or else UNKNOWN. */
public final class MemoryRedeliveries implements Redeliveries {
  private record Named(ClientId client, NotificationId id) {}

  private final Outage outage;
  private final Map<Named, Redelivery> answers = new ConcurrentHashMap<>();

  public MemoryRedeliveries(Outage outage) {
    this.outage = outage;
  }

  public void answer(ClientId client, NotificationId id, Redelivery redelivery) {
    answers.put(new Named(client, id), redelivery);
  }

  @Override
  public Future<Redelivery> redeliver(ClientId client, NotificationId id, Instant now) {
    return outage.call(() -> answers.getOrDefault(new Named(client, id), Redelivery.UNKNOWN));
  }
}
