package dev.hookpress.fakes;

import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.api.deliveries.ReplayFilter;
import dev.hookpress.api.deliveries.ReplayView;
import dev.hookpress.api.deliveries.ReplayView.Matched;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.ReplayState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Replays in memory, which never end and match what a test sets. */
public final class MemoryReplays implements ReplayBook {
  private static final int MAX_RUNNING = 10;

  private record Entry(ClientId client, ReplayView view) {}

  private final Outage outage;
  // Newest first.
  private final List<Entry> entries = new ArrayList<>();
  private Matched matched = new Matched(0, true);
  private boolean busy;

  public MemoryReplays(Outage outage) {
    this.outage = outage;
  }

  public synchronized void matched(Matched now) {
    matched = now;
  }

  public synchronized void busy(boolean now) {
    busy = now;
  }

  @Override
  public synchronized Future<Start> start(
      ClientId client, ReplayFilter filter, int perSecond, boolean dryRun, Instant now) {
    return outage.call(
        () -> {
          if (busy) {
            return new Start.Busy();
          }
          if (dryRun) {
            return new Start.DryRun(matched);
          }
          if (of(client).filter(one -> one.state() == ReplayState.RUNNING).count() >= MAX_RUNNING) {
            return new Start.TooMany(MAX_RUNNING);
          }
          ReplayView view =
              new ReplayView(
                  new ReplayId(new UUID(7, entries.size())),
                  ReplayState.RUNNING,
                  filter,
                  perSecond,
                  matched,
                  0,
                  filter.from(),
                  now,
                  Optional.empty());
          entries.add(0, new Entry(client, view));
          return new Start.Started(view);
        });
  }

  @Override
  public synchronized Future<Optional<ReplayView>> replay(ClientId client, ReplayId id) {
    return outage.call(() -> of(client).filter(one -> one.id().equals(id)).findFirst());
  }

  @Override
  public synchronized Future<List<ReplayView>> replays(
      ClientId client, Optional<ReplayId> before, int limit) {
    return outage.call(
        () ->
            of(client)
                .filter(
                    one ->
                        before.isEmpty()
                            || one.id().toString().compareTo(before.get().toString()) < 0)
                .limit(limit)
                .toList());
  }

  @Override
  public synchronized Future<Cancellation> cancel(ClientId client, ReplayId id, Instant now) {
    return outage.call(
        () -> {
          Optional<ReplayView> found = of(client).filter(one -> one.id().equals(id)).findFirst();
          if (found.isEmpty()) {
            return Cancellation.UNKNOWN;
          }
          if (found.get().state() != ReplayState.RUNNING) {
            return Cancellation.ENDED;
          }
          entries.replaceAll(
              entry ->
                  entry.view().id().equals(id)
                      ? new Entry(client, canceled(entry.view(), now))
                      : entry);
          return Cancellation.CANCELED;
        });
  }

  private Stream<ReplayView> of(ClientId client) {
    return entries.stream().filter(entry -> entry.client().equals(client)).map(Entry::view);
  }

  private static ReplayView canceled(ReplayView view, Instant now) {
    return new ReplayView(
        view.id(),
        ReplayState.CANCELED,
        view.filter(),
        view.perSecond(),
        view.matched(),
        view.queued(),
        view.reached(),
        view.createdAt(),
        Optional.of(now));
  }
}
