package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications are redelivered and replayed, as seen by the receiver. */
class ReplayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @RegisterExtension final Installation hookpress = new Installation(clock);
  private SystemNode node;

  private SystemNode start(String breakerErrors) {
    return hookpress.start(
        Map.of(
            "HOOKPRESS_DELIVERY_RETRY_SCHEDULE", "1s", "HOOKPRESS_BREAKER_ERRORS", breakerErrors));
  }

  private JsonObject inState(String job, String state) {
    eventually(
        () ->
            node.notification(job)
                .filter(found -> found.getString("status").equals(state))
                .isPresent());
    return node.notification(job).orElseThrow();
  }

  /** Submits jobs whose notifications are given up after two attempts each. */
  private List<String> exhausted(int count) {
    List<String> jobs =
        IntStream.range(0, count).mapToObj(i -> node.submitHello(receiver.uri("/"))).toList();
    jobs.forEach(node::ended);
    receiver.await(count, PATIENCE);
    jobs.forEach(
        job ->
            eventually(
                () ->
                    node.notification(job)
                        .filter(found -> !found.getJsonArray("attempts").isEmpty())
                        .isPresent()));
    clock.advance(Duration.ofSeconds(2));
    jobs.forEach(job -> inState(job, "exhausted"));
    return jobs;
  }

  private HttpResponse<String> redeliver(JsonObject notification) {
    return node.send(
        "POST", "/v1/notifications/" + notification.getString("id") + "/redeliver", null);
  }

  private JsonObject replay(JsonObject wish, int status) {
    HttpResponse<String> answer = node.send("POST", "/v1/replays", wish.encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonObject(answer.body());
  }

  private JsonObject everything() {
    return new JsonObject().put("from", clock.instant().minusSeconds(3600).toString());
  }

  @Test
  void anExhaustedNotificationIsRedeliveredWithTheSameIdAndBytes() {
    node = start("1000");
    String job = exhausted(1).get(0);
    JsonObject givenUp = inState(job, "exhausted");
    receiver.answer(request -> Answer.status(200));
    HttpResponse<String> answer = redeliver(givenUp);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(new JsonObject(answer.body()).getString("id")).isEqualTo(givenUp.getString("id"));
    receiver.await(3, PATIENCE);
    JsonObject delivered = inState(job, "delivered");
    assertThat(delivered.getInteger("attempts_made")).isEqualTo(3);

    assertThat(redeliver(delivered).statusCode()).isEqualTo(202);
    List<Received> received = receiver.await(4, PATIENCE);
    assertThat(received)
        .extracting(one -> one.headers().get("webhook-id"))
        .containsOnly(givenUp.getString("id"));
    assertThat(received).extracting(Received::text).containsOnly(received.get(0).text());
    eventually(() -> inState(job, "delivered").getInteger("attempts_made") == 4);
    JsonArray attempts = inState(job, "delivered").getJsonArray("attempts");
    assertThat(IntStream.range(0, 4).mapToObj(i -> attempts.getJsonObject(i).getInteger("number")))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void aFailedRedeliveryStartsANewSchedule() {
    node = start("1000");
    String job = exhausted(1).get(0);
    redeliver(inState(job, "exhausted"));
    receiver.await(3, PATIENCE);
    eventually(() -> node.notification(job).orElseThrow().getInteger("attempts_made") == 3);
    assertThat(node.notification(job).orElseThrow().getString("status")).isEqualTo("pending");
    clock.advance(Duration.ofSeconds(2));
    assertThat(inState(job, "exhausted").getInteger("attempts_made")).isEqualTo(4);
  }

  @Test
  void aRedeliveryWaitsForTheEndOfABlock() {
    node = start("2");
    JsonObject givenUp = inState(exhausted(1).get(0), "exhausted");
    eventually(() -> node.meter("hookpress_client_blocks_total") > 0);
    receiver.answer(request -> Answer.status(200));
    JsonObject parked = new JsonObject(redeliver(givenUp).body());
    assertThat(parked.getString("status")).isEqualTo("pending");
    Instant end = Instant.parse(parked.getString("blocked_until"));
    assertThat(end).isAfter(clock.instant());
    assertThat(receiver.received()).hasSize(2);
    // The endpoint resumes within ten seconds after the block.
    clock.set(end.plusSeconds(10));
    receiver.await(3, PATIENCE);
  }

  @Test
  void aReplayOnTwoNodesSendsEachNotificationOnce() {
    node = start("1000");
    SystemNode other = start("1000");
    try {
      List<String> jobs = exhausted(40);
      int before = receiver.received().size();
      assertThat(before).isEqualTo(80);
      receiver.answer(request -> Answer.status(200));
      assertThat(replay(everything().put("dry_run", true), 200))
          .isEqualTo(
              new JsonObject()
                  .put("dry_run", true)
                  .put("matched", 40)
                  .put("matched_exactly", true));
      JsonObject wish =
          everything()
              .put("endpoint", receiver.uri("/any/path").toString().replace("http:", "HTTP:"))
              .put("rate_per_second", 20);
      String id = replay(wish, 202).getString("id");
      eventually(
          () -> {
            clock.advance(Duration.ofMillis(50));
            return node.get("/v1/replays/" + id).getString("status").equals("completed");
          });
      jobs.forEach(job -> inState(job, "delivered"));
      assertThat(node.get("/v1/replays/" + id).getInteger("queued")).isEqualTo(40);
      Map<String, Long> times =
          receiver.received().stream()
              .map(one -> one.headers().get("webhook-id"))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(times).hasSize(40);
      assertThat(times.values()).containsOnly(3L);
      assertThat(
              node.meter("hookpress_notifications_replayed_total")
                  + other.meter("hookpress_notifications_replayed_total"))
          .isEqualTo(40);
    } finally {
      other.close();
    }
  }

  @Test
  void aCanceledReplaySendsOnlyQueuedNotifications() {
    node = start("1000");
    List<String> jobs = exhausted(5);
    receiver.answer(request -> Answer.status(200));
    String id = replay(everything().put("rate_per_second", 1), 202).getString("id");
    // The first that ended, which may not be the first submitted.
    eventually(() -> states(jobs).contains("delivered"));
    HttpResponse<String> canceled = node.send("DELETE", "/v1/replays/" + id, null);
    assertThat(canceled.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(canceled.body()).getString("status")).isEqualTo("canceled");
    clock.advance(Duration.ofSeconds(60));
    assertThat(node.send("DELETE", "/v1/replays/" + id, null).statusCode()).isEqualTo(409);
    JsonObject last = node.get("/v1/replays").getJsonArray("data").getJsonObject(0);
    assertThat(last.getString("id")).isEqualTo(id);
    assertThat(last.getInteger("queued")).isEqualTo(1);
    assertThat(states(jobs))
        .containsExactlyInAnyOrder("delivered", "exhausted", "exhausted", "exhausted", "exhausted");
    assertThat(receiver.received()).hasSize(11);
  }

  private List<String> states(List<String> jobs) {
    return jobs.stream()
        .map(job -> node.notification(job).orElseThrow().getString("status"))
        .toList();
  }
}
