package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.api.deliveries.ReplayBook.Cancellation;
import dev.hookpress.api.deliveries.ReplayBook.Start;
import dev.hookpress.api.deliveries.ReplayFilter;
import dev.hookpress.api.deliveries.ReplayView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.ReplayState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link ReplayBook} promises of replays that match nothing. */
public abstract class ReplayBookContract extends PortContract {
  private static final int MAX_RUNNING = 10;
  private static final ReplayFilter FILTER =
      new ReplayFilter(
          NOW.minus(Duration.ofHours(1)),
          NOW,
          List.of(NotificationState.EXHAUSTED),
          Optional.empty(),
          Optional.empty());

  protected abstract ReplayBook replays();

  @Test
  void aStartedReplayIsReadAsItBegan() {
    ReplayView replay = started(client);

    assertThat(replay.state()).isEqualTo(ReplayState.RUNNING);
    assertThat(replay.filter()).isEqualTo(FILTER);
    assertThat(replay.perSecond()).isEqualTo(7);
    assertThat(replay.queued()).isZero();
    assertThat(replay.reached()).isEqualTo(FILTER.from());
    assertThat(replay.createdAt()).isEqualTo(NOW);
    assertThat(replay.endedAt()).isEmpty();
    assertThat(await(replays().replay(client, replay.id()))).contains(replay);
  }

  @Test
  void aDryRunStartsNothing() {
    assertThat(await(replays().start(client, FILTER, 7, true, NOW)))
        .isInstanceOf(Start.DryRun.class);
    assertThat(listed(client, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void replaysAreListedNewestFirstAndFromACursorOn() {
    ReplayId first = started(client).id();
    ReplayId second = started(client).id();
    ReplayId third = started(client).id();

    assertThat(listed(client, Optional.empty(), 10)).containsExactly(third, second, first);
    assertThat(listed(client, Optional.empty(), 2)).containsExactly(third, second);
    assertThat(listed(client, Optional.of(second), 10)).containsExactly(first);
  }

  @Test
  void aReplayIsCanceledOnceAndSaysWhen() {
    ReplayId id = started(client).id();
    Instant later = NOW.plusSeconds(3);

    assertThat(await(replays().cancel(client, id, later))).isEqualTo(Cancellation.CANCELED);
    assertThat(await(replays().cancel(client, id, later.plusSeconds(1))))
        .isEqualTo(Cancellation.ENDED);
    ReplayView canceled = await(replays().replay(client, id)).orElseThrow();
    assertThat(canceled.state()).isEqualTo(ReplayState.CANCELED);
    assertThat(canceled.endedAt()).contains(later);
  }

  @Test
  void anotherClientsReplayDoesNotExist() {
    ReplayId id = started(client).id();

    assertThat(await(replays().replay(other, id))).isEmpty();
    assertThat(listed(other, Optional.empty(), 10)).isEmpty();
    assertThat(await(replays().cancel(other, id, NOW))).isEqualTo(Cancellation.UNKNOWN);
    assertThat(await(replays().replay(client, id)).orElseThrow().state())
        .isEqualTo(ReplayState.RUNNING);
  }

  @Test
  void aClientHasAtMostTenRunning() {
    List<ReplayId> running = new ArrayList<>();
    for (int i = 0; i < MAX_RUNNING; i++) {
      running.add(started(client).id());
    }

    assertThat(await(replays().start(client, FILTER, 7, false, NOW)))
        .isEqualTo(new Start.TooMany(MAX_RUNNING));
    started(other);
    await(replays().cancel(client, running.get(0), NOW));
    started(client);
  }

  private ReplayView started(ClientId by) {
    Start start = await(replays().start(by, FILTER, 7, false, NOW));
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).replay();
  }

  private List<ReplayId> listed(ClientId by, Optional<ReplayId> before, int limit) {
    return await(replays().replays(by, before, limit)).stream().map(ReplayView::id).toList();
  }
}
