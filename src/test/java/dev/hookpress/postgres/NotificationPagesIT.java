package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.NotificationFilter;
import dev.hookpress.api.deliveries.NotificationPage;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.records.PgRedeliveries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of notifications, on a real Postgres. */
class NotificationPagesIT extends QueuesOnPostgres {
  private static NotificationFilter all() {
    return filter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static NotificationFilter filter(
      Optional<NotificationState> state, Optional<JobId> job, Optional<NotificationId> before) {
    return new NotificationFilter(
        state,
        job,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        before);
  }

  private List<NotificationId> newestFirst(List<ClaimedNotification> all) {
    List<NotificationId> ids = new ArrayList<>(all.stream().map(ClaimedNotification::id).toList());
    ids.sort(Comparator.comparing(NotificationId::toString));
    Collections.reverse(ids);
    return ids;
  }

  private List<NotificationId> ids(NotificationPage page) {
    return page.notifications().stream().map(NotificationView::id).toList();
  }

  private void end(ClaimedNotification one, NotificationState state) {
    Outcome outcome =
        state == NotificationState.DELIVERED ? Outcome.DELIVERED : Outcome.STATUS_REJECTED;
    await(delivery.record(Samples.attempt(one, outcome, new Next.End(state))));
  }

  @Test
  void pagesAreListedNewestFirstAndNewRowsDoNotShiftThem() {
    owe(client, 7);
    List<NotificationId> before = newestFirst(claimed(NOW));
    NotificationPage first = await(notifications.page(client, all(), 3));
    owe(client, 2);

    List<NotificationId> read = new ArrayList<>(ids(first));
    for (NotificationPage page = first; page.next().isPresent(); ) {
      page =
          await(
              notifications.page(
                  client, filter(Optional.empty(), Optional.empty(), page.next()), 3));
      read.addAll(ids(page));
    }

    assertThat(read).isEqualTo(before);
    assertThat(await(notifications.page(Samples.newClient(), all(), 3)).notifications()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DELIVERED", "EXHAUSTED", "REFUSED"})
  void endedNotificationsAreFoundByTheirState(NotificationState state) {
    owe(client, 3);
    List<ClaimedNotification> claimed = claimed(NOW);
    end(claimed.get(0), state);
    end(claimed.get(1), other(state));

    NotificationPage page =
        await(
            notifications.page(
                client, filter(Optional.of(state), Optional.empty(), Optional.empty()), 10));

    assertThat(ids(page)).containsExactly(claimed.get(0).id());
    assertThat(page.next()).isEmpty();
  }

  private static NotificationState other(NotificationState state) {
    return state == NotificationState.GONE ? NotificationState.EXHAUSTED : NotificationState.GONE;
  }

  @Test
  void waitingAndInFlightNotificationsAreCountedSeparately() {
    owe(client, 1);
    ClaimedNotification sent = claimed(NOW).get(0);
    owe(client, 1);

    assertThat(withState(NotificationState.DELIVERING)).containsExactly(sent.id());
    assertThat(withState(NotificationState.PENDING)).hasSize(1).doesNotContain(sent.id());
  }

  @Test
  void notificationsEndedWithoutAnAttemptAndRedeliveredOnesShowTheirCurrentState() {
    owe(client, 2);
    List<ClaimedNotification> claimed = claimed(NOW);
    await(delivery.endAsGone(claimed.get(0), NOW));
    end(claimed.get(1), NotificationState.EXHAUSTED);
    assertThat(withState(NotificationState.GONE)).containsExactly(claimed.get(0).id());

    await(redeliveries().redeliver(client, claimed.get(1).id(), NOW));

    assertThat(withState(NotificationState.EXHAUSTED)).isEmpty();
    assertThat(withState(NotificationState.PENDING)).containsExactly(claimed.get(1).id());
  }

  @Test
  void aJobsNotificationsAreFoundByItsId() {
    owe(client, 3);
    ClaimedNotification one = claimed(NOW).get(1);

    NotificationPage page =
        await(notifications.page(client, filter(Optional.empty(), one.job(), Optional.empty()), 5));

    assertThat(ids(page)).containsExactly(one.id());
  }

  @Test
  void aRareStateAmongManyIsFoundOnOnePage() {
    owe(client, 1);
    ClaimedNotification failed = claimed(NOW).get(0);
    end(failed, NotificationState.EXHAUSTED);
    owe(client, 2_000);
    claimed(NOW).forEach(one -> end(one, NotificationState.DELIVERED));

    assertThat(withState(NotificationState.EXHAUSTED)).containsExactly(failed.id());
  }

  private List<NotificationId> withState(NotificationState state) {
    return ids(
        await(
            notifications.page(
                client, filter(Optional.of(state), Optional.empty(), Optional.empty()), 10)));
  }

  private PgRedeliveries redeliveries() {
    return new PgRedeliveries(pool, wakeups);
  }
}
