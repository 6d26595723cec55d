package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Fifty error responses within ten minutes block a client for twenty minutes. The endpoint gets one
 * attempt at a time, so that none is in flight when the fiftieth fails.
 */
class BlockIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @RegisterExtension final Installation hookpress = new Installation(clock);
  private final SystemNode node =
      hookpress.start(Map.of("HOOKPRESS_DELIVERY_SLOTS_PER_ENDPOINT", "1"));

  private List<String> submit(int count) {
    return IntStream.range(0, count).mapToObj(i -> node.submitHello(receiver.uri("/"))).toList();
  }

  private JsonObject recorded(String job, String outcome) {
    List<JsonObject> seen = new ArrayList<>();
    eventually(
        () -> {
          node.notification(job).ifPresent(seen::add);
          return !seen.isEmpty()
              && seen.get(seen.size() - 1).encode().contains("\"outcome\":\"" + outcome + "\"");
        });
    return seen.get(seen.size() - 1);
  }

  private boolean blocked() {
    return node.meter("hookpress_client_blocks_total") > 0;
  }

  @Test
  void fiftyErrorsBlockTheClientAndItsBacklogIsSentAfterTheBlock() {
    List<String> failing = submit(49);
    receiver.await(49, PATIENCE);
    recorded(failing.get(48), "status_rejected");
    assertThat(blocked()).isFalse();
    Instant tripped = clock.instant();
    submit(1);
    receiver.await(50, PATIENCE);
    eventually(this::blocked);

    List<String> parked = submit(20);
    node.ended(parked.get(19));
    JsonObject waiting = node.notification(parked.get(0)).orElseThrow();
    assertThat(waiting.getString("status")).isEqualTo("pending");
    assertThat(waiting.getJsonArray("attempts")).isEmpty();
    Instant end = tripped.plus(Duration.ofMinutes(20));
    assertThat(Instant.parse(node.job(parked.get(0)).getString("blocked_until"))).isEqualTo(end);
    assertThat(
            node.send("POST", "/v1/jobs", "{\"parts\":[{\"html\":\"x\"}]}")
                .headers()
                .firstValue("Hookpress-Blocked-Until"))
        .isPresent();
    assertThat(receiver.received()).hasSize(50);

    clock.set(end.minusMillis(1));
    submit(1);
    assertThat(receiver.received()).hasSize(50);

    receiver.answer(request -> Answer.status(200));
    // Endpoints resume at different times within ten seconds after the block.
    clock.set(end.plusSeconds(10));
    // Twenty parked ones, the last one, and fifty due for a retry.
    receiver.await(50 + 20 + 1 + 50, PATIENCE);
    parked.forEach(job -> recorded(job, "delivered"));
    failing.forEach(job -> recorded(job, "delivered"));
    assertThat(node.job(parked.get(0)).containsKey("blocked_until")).isFalse();
  }

  @Test
  void fiftyErrorsOverMoreThanTenMinutesDoNotBlock() {
    List<String> failing = submit(49);
    receiver.await(49, PATIENCE);
    failing.forEach(job -> recorded(job, "status_rejected"));
    receiver.answer(request -> Answer.status(200));
    clock.advance(Duration.ofMinutes(10));
    // The retries that have come due in the meantime succeed.
    receiver.await(98, PATIENCE);
    receiver.answer(request -> Answer.status(500));
    recorded(submit(1).get(0), "status_rejected");
    assertThat(blocked()).isFalse();
    receiver.answer(request -> Answer.status(200));
    String next = submit(1).get(0);
    recorded(next, "delivered");
  }

  @Test
  void successesInBetweenDoNotResetTheWindow() {
    for (int i = 0; i < 5; i++) {
      receiver.answer(request -> Answer.status(500));
      List<String> failing = submit(10);
      failing.forEach(job -> recorded(job, "status_rejected"));
      receiver.answer(request -> Answer.status(200));
      if (i < 4) {
        recorded(submit(1).get(0), "delivered");
      }
    }
    eventually(this::blocked);
  }
}
