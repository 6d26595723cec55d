package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.api.deliveries.NotificationView.SentRequest;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link NotificationBook} promises. */
public abstract class NotificationBookContract extends PortContract {
  private static final String ORIGIN = "https://receiver.test";

  /** The headers of each attempt that are stored. */
  protected static final Map<String, String> SIGNATURES =
      Map.of("webhook-signature", "v1,c2lnbmVk");

  /** Where the notifications go. */
  protected static Target.Webhook target() {
    return new Target.Webhook(
        URI.create(ORIGIN + "/hook?key=secret"),
        Map.of("Authorization", "secret", "Content-Type", "text/json"));
  }

  protected abstract NotificationBook notifications();

  /** Stores an ended notification with its attempts. */
  protected abstract void add(ClientId of, NotificationView notification);

  @Test
  void aNotificationIsReadWithItsAttemptsOldestFirst() {
    NotificationView stored = added(client, newJob(), attempt(1, "timeout"), attempt(2, "gone"));

    assertThat(await(notifications().notification(client, stored.id()))).contains(stored);
  }

  @Test
  void anAttemptWithoutAnAnswerHasNoStatus() {
    AttemptView refused =
        new AttemptView(
            1,
            NOW,
            7,
            "",
            "connect_failed",
            Optional.empty(),
            "Refused.",
            Map.of(),
            Buffer.buffer());
    NotificationView stored = added(client, newJob(), refused);

    assertThat(await(notifications().notification(client, stored.id())).orElseThrow().attempts())
        .containsExactly(refused);
  }

  @Test
  void theNotificationsOfAJobAreListedByIdAndWithoutAttempts() {
    JobId job = newJob();
    NotificationView first = added(client, job, attempt(1, "gone"));
    NotificationView second = added(client, job);
    added(client, newJob());

    List<NotificationView> listed = await(notifications().ofJob(client, job));

    assertThat(listed).extracting(NotificationView::id).containsExactly(first.id(), second.id());
    assertThat(listed).allSatisfy(one -> assertThat(one.attempts()).isEmpty());
    assertThat(listed.get(0).attemptsMade()).isEqualTo(1);
  }

  @Test
  void aJobWithoutNotificationsHasNone() {
    assertThat(await(notifications().ofJob(client, newJob()))).isEmpty();
  }

  @Test
  void anotherClientsNotificationDoesNotExist() {
    JobId job = newJob();
    NotificationView stored = added(client, job, attempt(1, "gone"));

    assertThat(await(notifications().notification(other, stored.id()))).isEmpty();
    assertThat(await(notifications().ofJob(other, job))).isEmpty();
  }

  private JobId newJob() {
    return new JobId(ids.apply(NOW));
  }

  private static AttemptView attempt(int number, String outcome) {
    return new AttemptView(
        number,
        NOW.minusSeconds(60 - number),
        12,
        "192.0.2.1",
        outcome,
        Optional.of(500),
        "In plain words.",
        Map.of("content-type", "text/plain"),
        Buffer.buffer("the answer’s first bytes"));
  }

  private NotificationView added(ClientId of, JobId job, AttemptView... attempts) {
    NotificationId id = new NotificationId(ids.apply(NOW));
    NotificationView notification =
        new NotificationView(
            id,
            Optional.of(job),
            Optional.empty(),
            new DialectName("native"),
            NotificationState.EXHAUSTED,
            EndpointKey.of(ORIGIN, false),
            ORIGIN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW,
            Optional.empty(),
            Optional.of(NOW),
            attempts.length,
            List.of(attempts),
            attempts.length == 0
                ? Optional.empty()
                : Optional.of(sent(id, attempts[attempts.length - 1])));
    add(of, notification);
    return notification;
  }

  /** To {@link #target()}, with its secrets hidden and the headers that were added. */
  private static SentRequest sent(NotificationId id, AttemptView attempt) {
    Map<String, String> headers = new LinkedHashMap<>(SIGNATURES);
    headers.put("authorization", "…");
    headers.put("content-type", "text/json");
    headers.put("user-agent", "Hookpress/1");
    headers.put("accept-encoding", "gzip, identity");
    headers.put("webhook-id", NativeIds.shown(id));
    headers.put("webhook-timestamp", Long.toString(attempt.startedAt().getEpochSecond()));
    headers.put("webhook-attempt", Integer.toString(attempt.number()));
    return new SentRequest(ORIGIN + "/hook?key=…", headers, Buffer.buffer("fixed"));
  }
}
