package dev.hookpress.fakes;

import dev.hookpress.api.deliveries.Cancellations;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Returns the results that a test sets, or else UNKNOWN. */
public final class MemoryCancellations implements Cancellations {
  private record Named(ClientId client, NotificationId id) {}

  private final Outage outage;
  private final Map<Named, Cancellation> answers = new ConcurrentHashMap<>();

  public MemoryCancellations(Outage outage) {
    this.outage = outage;
  }

  public void answer(ClientId client, NotificationId id, Cancellation cancellation) {
    answers.put(new Named(client, id), cancellation);
  }

  @Override
  public Future<Cancellation> cancel(ClientId client, NotificationId id, Instant now) {
    return outage.call(() -> answers.getOrDefault(new Named(client, id), Cancellation.UNKNOWN));
  }
}
