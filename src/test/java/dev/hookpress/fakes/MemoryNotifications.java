package dev.hookpress.fakes;

import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notifications in memory. */
public final class MemoryNotifications implements NotificationBook {
  private record Entry(ClientId client, NotificationView notification) {}

  private final Outage outage;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  public MemoryNotifications(Outage outage) {
    this.outage = outage;
  }

  public void add(ClientId client, NotificationView notification) {
    entries.add(new Entry(client, notification));
  }

  @Override
  public Future<List<NotificationView>> ofJob(ClientId client, JobId job) {
    return outage.call(
        () ->
            entries.stream()
                .filter(entry -> entry.client().equals(client))
                .map(Entry::notification)
                .filter(notification -> notification.job().equals(Optional.of(job)))
                .toList());
  }

  @Override
  public Future<Optional<NotificationView>> notification(ClientId client, NotificationId id) {
    return outage.call(
        () ->
            entries.stream()
                .filter(entry -> entry.client().equals(client))
                .map(Entry::notification)
                .filter(notification -> notification.id().equals(id))
                .findFirst());
  }
}
