package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.deliveries.Cancellations.Cancellation;
import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.api.deliveries.Explanation;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.api.deliveries.NotificationView.SentRequest;
import dev.hookpress.api.deliveries.Redeliveries.Redelivery;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client reads why its callback was not delivered. */
class NotificationsTest {
  private static final NotificationId ID = new NotificationId(new UUID(3, 3));
  private static final Buffer NOTHING = Buffer.buffer();
  private static final String PATH = "/v1/notifications/msg_" + ID;

  @RegisterExtension final ApiServer api = new ApiServer();
  private JobId job;
  private Instant now;
  private Optional<EndpointView.Hold> hold = Optional.empty();
  private Optional<Instant> pausedAt = Optional.empty();
  private Optional<SentRequest> request = Optional.empty();

  @BeforeEach
  void start() {
    job = api.submitted(ApiServer.SIMPLE_JOB);
    now = api.clock.instant();
  }

  @Test
  void aRetryShowsItsAttemptsAndWhenTheNextIsDue() {
    add(NotificationState.PENDING, Optional.of(now.plusSeconds(300)), timeout());

    Got got = api.get(PATH);

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().at("/attempts/0/outcome").textValue()).isEqualTo("timeout");
    assertThat(got.json().at("/attempts/0/http_status").isMissingNode()).isTrue();
    assertThat(got.json().get("target").textValue()).isEqualTo("https://hook.test");
    assertThat(explanation(got))
        .isEqualTo(
            "Not delivered yet: attempt 2 is due at 2023-04-01T12:39:56Z; attempt 1 ended as"
                + " timeout: No answer within 15 s.");
  }

  @Test
  void theListIsFilteredAndPagedNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      api.notifications.add(
          ApiServer.CLIENT.id(),
          view(
              new NotificationId(new UUID(i, 0)),
              i % 2 == 0 ? NotificationState.DELIVERED : NotificationState.EXHAUSTED,
              Optional.empty(),
              List.of(timeout())));
    }
    api.notifications.add(
        new ClientId(new UUID(9, 9)),
        view(ID, NotificationState.GONE, Optional.empty(), List.of()));

    Got first = api.get("/v1/notifications?status=exhausted&limit=2");

    assertThat(first.status()).isEqualTo(200);
    assertThat(ids(first)).containsExactly(shown(5), shown(3));
    assertThat(first.json().at("/data/0/explanation").textValue()).startsWith("Given up");
    assertThat(first.json().at("/data/0/url").textValue()).isEqualTo("https://hook.test/in?key=…");
    Got second =
        api.get(
            "/v1/notifications?status=exhausted&limit=2&cursor="
                + first.json().get("next_cursor").textValue());
    assertThat(ids(second)).containsExactly(shown(1));
    assertThat(second.json().get("next_cursor").isNull()).isTrue();
    assertThat(ids(api.get("/v1/notifications"))).hasSize(5);
    assertThat(ids(api.get("/v1/notifications?job_id=job_" + job + "&dialect=native"))).hasSize(5);
    assertThat(ids(api.get("/v1/notifications?event=client.blocked"))).isEmpty();
    assertThat(ids(api.get("/v1/notifications?created_to=2020-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void aWrongFilterIsNamed() {
    Got got = api.get("/v1/notifications?status=lost&endpoint_id=1&jobid=2");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().toString())
        .contains(
            "Must be one of pending, delivering, delivered, exhausted, gone, refused, canceled.")
        .contains("endpoint_id")
        .contains("Did you mean job_id?");
  }

  private static List<String> ids(Got page) {
    return page.json().get("data").findValuesAsText("id");
  }

  private static String shown(int number) {
    return "msg_" + new NotificationId(new UUID(number, 0));
  }

  @Test
  void aBlockIsExplainedWithItsEnd() {
    add(NotificationState.PENDING, Optional.of(now), timeout());
    api.blocks.block(ApiServer.CLIENT.id(), now.plusSeconds(60));

    Got got = api.get(PATH);

    assertThat(got.json().get("blocked_until").textValue()).isEqualTo("2023-04-01T12:35:56.789Z");
    assertThat(explanation(got)).contains("nothing is sent to it until 2023-04-01T12:35:56Z");
  }

  @Test
  void aHoldIsExplainedWithItsEnd() {
    hold =
        Optional.of(
            new EndpointView.Hold(now.plusSeconds(60), "The endpoint answered with status 503."));
    add(NotificationState.PENDING, Optional.of(now), timeout());

    Got got = api.get(PATH);

    assertThat(got.json().get("held_until").textValue()).isEqualTo("2023-04-01T12:35:56.789Z");
    assertThat(got.json().get("next_attempt_at").textValue()).isEqualTo("2023-04-01T12:35:56.789Z");
    assertThat(explanation(got))
        .startsWith(
            "Not delivered yet: its endpoint was given time until 2023-04-01T12:35:56Z (The"
                + " endpoint answered with status 503), and nothing is sent there before;");
    api.clock.advance(java.time.Duration.ofSeconds(60));
    assertThat(api.get(PATH).json().has("held_until")).isFalse();
  }

  @Test
  void aPauseIsExplainedAndHasNoNextAttempt() {
    pausedAt = Optional.of(now.minusSeconds(60));
    add(NotificationState.PENDING, Optional.of(now), timeout());

    Got got = api.get(PATH);

    assertThat(got.json().get("paused_at").textValue()).isEqualTo("2023-04-01T12:33:56.789Z");
    assertThat(got.json().has("next_attempt_at")).isFalse();
    assertThat(explanation(got))
        .startsWith("Not delivered yet: you have paused its endpoint since 2023-04-01T12:33:56Z,");
  }

  @Test
  void theRequestAndTheAnswerAreShownAsTextOrInBase64() {
    request =
        Optional.of(
            new SentRequest(
                "https://hook.test/in?key=…",
                Map.of("authorization", "…", "webhook-id", "msg_" + ID),
                Buffer.buffer("{\"a\":\"é\"}")));
    AttemptView binary =
        new AttemptView(
            1,
            now,
            5,
            "203.0.113.9",
            "status_rejected",
            Optional.of(500),
            "The endpoint answered with status 500.",
            Map.of("content-type", "image/png"),
            Buffer.buffer(new byte[] {(byte) 0x89, 'P'}));
    add(NotificationState.EXHAUSTED, Optional.empty(), binary);

    JsonNode got = api.get(PATH).json();

    assertThat(got.at("/request/method").textValue()).isEqualTo("POST");
    assertThat(got.at("/request/url").textValue()).isEqualTo("https://hook.test/in?key=…");
    assertThat(got.at("/request/headers/authorization").textValue()).isEqualTo("…");
    assertThat(got.at("/request/body").textValue()).isEqualTo("{\"a\":\"é\"}");
    assertThat(got.at("/request/body_encoding").textValue()).isEqualTo("text");
    assertThat(got.at("/attempts/0/answer_headers/content-type").textValue())
        .isEqualTo("image/png");
    assertThat(got.at("/attempts/0/answer").textValue()).isEqualTo("iVA=");
    assertThat(got.at("/attempts/0/answer_encoding").textValue()).isEqualTo("base64");
  }

  @Test
  void aCancellationIsAnsweredWithTheNotificationOrTheReasonAgainst() {
    add(NotificationState.CANCELED, Optional.empty(), timeout());
    api.cancellations.answer(ApiServer.CLIENT.id(), ID, Cancellation.CANCELED);
    Got canceled = api.send(api.to(PATH + "/cancel"), "POST", "");
    assertThat(canceled.status()).isEqualTo(200);
    assertThat(canceled.json().get("status").textValue()).isEqualTo("canceled");
    assertThat(explanation(canceled)).startsWith("Canceled at 2023-04-01T12:34:56Z at your");
    api.cancellations.answer(ApiServer.CLIENT.id(), ID, Cancellation.UNDER_WAY);
    assertThat(api.send(api.to(PATH + "/cancel"), "POST", "").problem())
        .isEqualTo("attempt-under-way");
    api.cancellations.answer(ApiServer.CLIENT.id(), ID, Cancellation.ENDED);
    assertThat(api.send(api.to(PATH + "/cancel"), "POST", "").problem())
        .isEqualTo("notification-ended");
  }

  @Test
  void everyStateIsExplained() {
    add(NotificationState.DELIVERED, Optional.empty(), timeout());
    assertThat(explanation(api.get(PATH))).startsWith("Delivered at 2023-04-01T12:34:56Z");

    for (NotificationState state : NotificationState.values()) {
      NotificationView view = view(ID, state, Optional.of(now), List.of());
      assertThat(Explanation.of(view, Optional.empty(), now)).endsWith(".").doesNotContain("..");
    }
  }

  @Test
  void aJobsNotificationsAreListedWithoutTheirAttempts() {
    add(NotificationState.DELIVERED, Optional.empty(), timeout());

    Got got = api.get("/v1/jobs/job_" + job + "/notifications");

    assertThat(got.json().get("data")).hasSize(1);
    assertThat(got.json().at("/data/0/id").textValue()).isEqualTo("msg_" + ID);
    assertThat(got.json().at("/data/0/attempts").isMissingNode()).isTrue();
    assertThat(api.get("/v1/jobs/job_00000000000000000000000000/notifications").status())
        .isEqualTo(404);
    assertThat(api.get("/v1/jobs/none/notifications").status()).isEqualTo(404);
  }

  @Test
  void aRedeliveryIsAnsweredWithTheNotificationOrTheReasonAgainst() {
    AttemptView delivered =
        new AttemptView(
            1, now, 5, "203.0.113.9", "delivered", Optional.of(200), "Thanks.", Map.of(), NOTHING);
    add(NotificationState.PENDING, Optional.of(now), delivered);
    api.redeliveries.answer(ApiServer.CLIENT.id(), ID, Redelivery.OWED);
    Got owed = api.send(api.to(PATH + "/redeliver"), "POST", "");
    assertThat(owed.status()).isEqualTo(202);
    assertThat(explanation(owed)).startsWith("To be delivered once more: attempt 2 is due");
    assertThat(owed.json()).isEqualTo(api.get(PATH).json());

    api.redeliveries.answer(ApiServer.CLIENT.id(), ID, Redelivery.ENDPOINT_GONE);
    Got gone = api.send(api.to(PATH + "/redeliver"), "POST", "{}");
    assertThat(gone.problem()).isEqualTo("endpoint-gone");
    assertThat(gone.json().get("detail").textValue())
        .contains("https://hook.test", "/v1/endpoints/ep_", "/reinstate");
    api.redeliveries.answer(ApiServer.CLIENT.id(), ID, Redelivery.TOO_MANY_ATTEMPTS);
    assertThat(api.send(api.to(PATH + "/redeliver"), "POST", "").problem())
        .isEqualTo("too-many-attempts");
  }

  @Test
  void anotherClientsNotificationDoesNotExist() {
    add(NotificationState.DELIVERED, Optional.empty(), timeout());

    assertThat(
            api.send(api.anonymous(PATH).header("X-API-Key", ApiServer.OTHER_KEY), "GET", "")
                .status())
        .isEqualTo(404);
    assertThat(api.get("/v1/notifications/msg_nope").status()).isEqualTo(404);
  }

  private void add(NotificationState state, Optional<Instant> next, AttemptView attempt) {
    api.notifications.add(ApiServer.CLIENT.id(), view(ID, state, next, List.of(attempt)));
  }

  private NotificationView view(
      NotificationId id,
      NotificationState state,
      Optional<Instant> next,
      List<AttemptView> attempts) {
    return new NotificationView(
        id,
        Optional.of(job),
        Optional.empty(),
        NativeDialect.NAME,
        state,
        EndpointKey.of("https://hook.test", false),
        "https://hook.test",
        Optional.of("https://hook.test/in?key=…"),
        hold,
        pausedAt,
        now,
        next,
        state.ended() ? Optional.of(now) : Optional.empty(),
        attempts.size(),
        attempts,
        request);
  }

  private AttemptView timeout() {
    return new AttemptView(
        1,
        now,
        15_000,
        "203.0.113.9",
        "timeout",
        Optional.empty(),
        "No answer within 15 s.",
        Map.of(),
        NOTHING);
  }

  private static String explanation(Got got) {
    return got.json().get("explanation").textValue();
  }
}
