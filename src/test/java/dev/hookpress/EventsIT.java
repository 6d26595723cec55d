package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operational events are sent, also while the client's callbacks are blocked. */
class EventsIT {
  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @RegisterExtension final LocalReceiver operators = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation(clock);
  private SystemNode node = begin();

  @BeforeEach
  void setEventsTarget() {
    HttpResponse<String> put =
        node.send(
            "PUT",
            "/v1/client/events",
            "{\"url\":\"%s\",\"headers\":{\"X-Team\":\"ops\"}}"
                .formatted(operators.uri("/events")));
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  private SystemNode begin() {
    return hookpress.start(
        Map.of("HOOKPRESS_BREAKER_ERRORS", "3", "HOOKPRESS_DELIVERY_RETRY_SCHEDULE", "10m"));
  }

  private List<JsonObject> told(String type) {
    return operators.received().stream()
        .map(one -> new JsonObject(one.text()))
        .filter(event -> event.getString("type").equals(type))
        .toList();
  }

  private JsonObject awaited(String type) {
    eventually(() -> !told(type).isEmpty());
    return told(type).get(0);
  }

  private List<String> failThrice() {
    return IntStream.range(0, 3).mapToObj(i -> node.submitHello(receiver.uri("/failing"))).toList();
  }

  private static Map<String, String> headers(Received one) {
    return one.headers().entries().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  @Test
  void eventsReportTheBeginningAndTheEndOfABlock() {
    failThrice();
    JsonObject blocked = awaited("client.blocked");
    Instant until = Instant.parse(blocked.getJsonObject("data").getString("blocked_until"));
    assertThat(until).isEqualTo(clock.instant().plus(Duration.ofMinutes(20)));
    assertThat(blocked.getJsonObject("data").getInteger("errors")).isEqualTo(3);
    assertThat(Instant.parse(node.get("/v1/client").getString("blocked_until"))).isEqualTo(until);
    assertThat(told("client.unblocked")).isEmpty();

    clock.set(until.minusMillis(1));
    node.submitHello(receiver.uri("/parked"));
    assertThat(told("client.unblocked")).isEmpty();
    // A failure now would block the client again.
    receiver.answer(request -> Answer.status(200));
    clock.set(until);
    assertThat(awaited("client.unblocked").getJsonObject("data").getString("unblocked_at"))
        .isEqualTo(until.toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"));
    assertThat(node.get("/v1/client").containsKey("blocked_until")).isFalse();
  }

  @Test
  void anEventIsSignedAndCarriesTheClientsHeaders() {
    failThrice();
    awaited("client.blocked");
    Received event = operators.received().get(0);
    assertThat(event.target()).isEqualTo("/events");
    assertThat(event.headers().get("x-team")).isEqualTo("ops");
    assertThat(
            StandardWebhooks.verify(
                headers(event), event.body().getBytes(), List.of(node.secret), clock.instant()))
        .isTrue();
    JsonObject shown = node.get("/v1/notifications/" + event.headers().get("webhook-id"));
    assertThat(shown.getString("event")).isEqualTo("client.blocked");
    assertThat(shown.containsKey("job_id")).isFalse();
  }

  @Test
  void eventsAreDeliveredByTheRulesOfTheFormatThatIsNamed() {
    HttpResponse<String> put =
        node.send(
            "PUT",
            "/v1/client/events",
            "{\"url\":\"%s\",\"format\":\"adobe\"}".formatted(operators.uri("/adobe")));
    assertThat(new JsonObject(put.body()).getString("format")).isEqualTo("adobe");

    failThrice();

    awaited("client.blocked");
    String path = "/v1/notifications/" + operators.received().get(0).headers().get("webhook-id");
    eventually(() -> attempted(node.get(path)));
    // The receiver answers 200 without the acknowledgement that the format asks for.
    assertThat(node.get(path).getJsonArray("attempts").getJsonObject(0).getString("outcome"))
        .isEqualTo("ack_missing");
  }

  @Test
  void aBlockIsReportedOnce() {
    failThrice();
    awaited("client.blocked");
    node.close();
    // After its restart the node learns of the block from Redis.
    node = begin();
    eventually(() -> node.get("/v1/client").containsKey("blocked_until"));
    clock.advance(Duration.ofMinutes(20));
    awaited("client.unblocked");
    assertThat(told("client.blocked")).hasSize(1);
  }

  @Test
  void failedEventsDoNotCountTowardsABlock() {
    operators.answer(request -> Answer.status(500));
    List<String> jobs = failThrice();
    eventually(() -> !operators.received().isEmpty());
    // All are recorded before the clock moves, and so due for a retry then.
    String event = operators.received().get(0).headers().get("webhook-id");
    eventually(() -> attempted(node.get("/v1/notifications/" + event)));
    eventually(
        () ->
            jobs.stream()
                .allMatch(job -> node.notification(job).filter(this::attempted).isPresent()));
    clock.advance(Duration.ofMinutes(21));
    receiver.answer(request -> Answer.status(200));
    // client.blocked again, client.unblocked, and the three that are due for a retry.
    eventually(() -> operators.received().size() >= 3);
    String job = node.submitHello(receiver.uri("/fine"));
    eventually(() -> state(job).equals("delivered"));
    assertThat(node.get("/v1/client").getJsonObject("error_window").getInteger("errors")).isZero();
  }

  @Test
  void anExhaustedNotificationIsReported() {
    String job = node.submitHello(receiver.uri("/failing"));
    eventually(() -> node.notification(job).filter(this::attempted).isPresent());
    clock.advance(Duration.ofMinutes(13));
    JsonObject event = awaited("notification.exhausted").getJsonObject("data");
    assertThat(event.getString("job_id")).isEqualTo(job);
    assertThat(event.getInteger("attempts_made")).isEqualTo(2);
    assertThat(event.getString("last_outcome")).isEqualTo("status_rejected");
  }

  private boolean attempted(JsonObject notification) {
    return notification.getInteger("attempts_made") == 1;
  }

  @Test
  void aGoneEndpointIsReportedOnceAndReinstatedByRequestOrByANewJob() {
    receiver.answer(request -> Answer.status(410));
    String job = node.submitHello(receiver.uri("/gone"));
    JsonObject event = awaited("endpoint.gone").getJsonObject("data");
    assertThat(event.getString("endpoint")).isEqualTo(receiver.uri("/gone").toString());
    eventually(() -> state(job).equals("gone"));
    String id = event.getString("endpoint_id");
    eventually(() -> !endpoints(one -> one.getString("id").equals(id)).isEmpty());
    assertThat(endpoints(one -> one.getString("id").equals(id)).get(0).getString("status"))
        .isEqualTo("gone");

    String notification = node.notification(job).orElseThrow().getString("id");
    assertThat(
            node.send("POST", "/v1/notifications/" + notification + "/redeliver", "").statusCode())
        .isEqualTo(409);
    assertThat(node.send("POST", "/v1/endpoints/" + id + "/reinstate", "").statusCode())
        .isEqualTo(204);
    receiver.answer(request -> Answer.status(200));
    assertThat(
            node.send("POST", "/v1/notifications/" + notification + "/redeliver", "").statusCode())
        .isEqualTo(202);
    eventually(() -> state(job).equals("delivered"));
    assertThat(told("endpoint.gone")).hasSize(1);
  }

  private List<JsonObject> endpoints(Predicate<JsonObject> which) {
    return node.get("/v1/endpoints").getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .filter(which)
        .toList();
  }

  private String state(String job) {
    return node.notification(job).map(one -> one.getString("status")).orElse("");
  }
}
