package dev.hookpress.fakes;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationFilter;
import dev.hookpress.api.deliveries.NotificationPage;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notifications in memory. */
public final class MemoryNotifications implements NotificationBook {
  private record Entry(ClientId client, NotificationView notification) {}

  private static final Comparator<NotificationId> NEWEST =
      Comparator.comparing((NotificationId id) -> Ulid.from(id.value())).reversed();

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
                .sorted(Comparator.comparing(notification -> notification.id().toString()))
                .map(MemoryNotifications::withoutAttempts)
                .toList());
  }

  private static NotificationView withoutAttempts(NotificationView one) {
    return new NotificationView(
        one.id(),
        one.job(),
        one.event(),
        one.dialect(),
        one.state(),
        one.endpoint(),
        one.origin(),
        one.url(),
        one.hold(),
        one.pausedAt(),
        one.createdAt(),
        one.nextAttemptAt(),
        one.endedAt(),
        one.attemptsMade(),
        List.of(),
        Optional.empty());
  }

  @Override
  public Future<NotificationPage> page(ClientId client, NotificationFilter filter, int limit) {
    return outage.call(
        () -> {
          List<NotificationView> found =
              entries.stream()
                  .filter(entry -> entry.client().equals(client))
                  .map(Entry::notification)
                  .filter(each -> filter.state().map(each.state()::equals).orElse(true))
                  .filter(each -> filter.job().isEmpty() || filter.job().equals(each.job()))
                  .filter(each -> filter.endpoint().map(each.endpoint()::equals).orElse(true))
                  .filter(each -> filter.dialect().map(each.dialect()::equals).orElse(true))
                  .filter(each -> filter.event().isEmpty() || filter.event().equals(each.event()))
                  .filter(
                      each ->
                          filter
                              .createdFrom()
                              .map(it -> !each.createdAt().isBefore(it))
                              .orElse(true))
                  .filter(each -> filter.createdTo().map(each.createdAt()::isBefore).orElse(true))
                  .filter(
                      each ->
                          filter.before().map(it -> NEWEST.compare(it, each.id()) < 0).orElse(true))
                  .sorted(Comparator.comparing(NotificationView::id, NEWEST))
                  .toList();
          List<NotificationView> shown = found.subList(0, Math.min(limit, found.size()));
          return new NotificationPage(
              shown,
              found.size() > limit ? Optional.of(shown.get(limit - 1).id()) : Optional.empty());
        });
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
