package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.feed.EventFeed;
import dev.hookpress.api.feed.FeedEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link EventFeed} promises. */
public abstract class EventFeedContract extends PortContract {
  protected abstract EventFeed feed();

  /** Appends the end of a job, if the client's feed is open. */
  protected abstract void append(ClientId of, JobId job, String type);

  @Test
  void eventsAreReadInTheirOrderAndFromACursorOn() {
    await(feed().open(client, NOW));
    List<JobId> jobs = List.of(appended(), appended(), appended());

    EventFeed.Page first = await(feed().read(client, 0, 2));
    EventFeed.Page second = await(feed().read(client, last(first).position(), 2));

    assertThat(jobs(first)).isEqualTo(jobs.subList(0, 2));
    assertThat(jobs(second)).isEqualTo(jobs.subList(2, 3));
    assertThat(first.last()).isEqualTo(last(second).position());
    assertThat(last(second))
        .isEqualTo(
            new FeedEvent(
                3,
                NOW,
                "job.completed",
                Optional.of(jobs.get(2)),
                Optional.empty(),
                Optional.empty()));
    assertThat(await(feed().read(client, second.last(), 2)).events()).isEmpty();
  }

  @Test
  void nothingIsAppendedBeforeTheFeedIsOpened() {
    appended();
    await(feed().open(client, NOW));
    JobId job = appended();
    await(feed().open(client, NOW.plusSeconds(7200)));

    assertThat(jobs(await(feed().read(client, 0, 10)))).containsExactly(job);
  }

  @Test
  void anotherClientsEventsAreNotShown() {
    await(feed().open(client, NOW));
    await(feed().open(other, NOW));
    appended();

    assertThat(await(feed().read(other, 0, 10)).events()).isEmpty();
  }

  private JobId appended() {
    JobId job = new JobId(ids.apply(NOW));
    append(client, job, "job.completed");
    return job;
  }

  private static FeedEvent last(EventFeed.Page page) {
    return page.events().get(page.events().size() - 1);
  }

  private static List<JobId> jobs(EventFeed.Page page) {
    return page.events().stream().map(event -> event.job().orElseThrow()).toList();
  }
}
