package dev.hookpress.fakes;

import dev.hookpress.api.feed.EventFeed;
import dev.hookpress.api.feed.FeedEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Feeds in memory, which keep everything unless a test says otherwise. */
public final class MemoryFeed implements EventFeed {
  private final Outage outage;
  private final Map<ClientId, List<FeedEvent>> feeds = new ConcurrentHashMap<>();
  private volatile long floor;

  public MemoryFeed(Outage outage) {
    this.outage = outage;
  }

  /** Appends the end of a job, if the feed is open. */
  public void append(ClientId client, JobId job, String type, Instant at) {
    feeds.computeIfPresent(
        client,
        (same, events) -> {
          events.add(
              new FeedEvent(
                  events.size() + 1L,
                  at,
                  type,
                  Optional.of(job),
                  Optional.empty(),
                  Optional.empty()));
          return events;
        });
  }

  /** Says that events up to a position are not kept any more. */
  public void forget(long position) {
    floor = position;
  }

  @Override
  public Future<Void> open(ClientId client, Instant now) {
    return outage.call(
        () -> {
          feeds.computeIfAbsent(client, first -> new CopyOnWriteArrayList<>());
          return null;
        });
  }

  @Override
  public Future<Page> read(ClientId client, long after, int limit) {
    return outage.call(
        () -> {
          List<FeedEvent> events = List.copyOf(feeds.get(client));
          return new Page(
              floor,
              events.size(),
              events.stream().filter(event -> event.position() > after).limit(limit).toList());
        });
  }
}
