package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.TestServers;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers fail and return; the node needs no restart and loses nothing. */
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestServers.DedicatedPostgres postgres = TestServers.dedicatedPostgres();
  private final TestServers.DedicatedRedis redis = TestServers.dedicatedRedis();
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();

  @RegisterExtension
  final Installation hookpress = new Installation(TestServers.freshDatabase(postgres), redis.uri());

  // Short leases: what was claimed when Postgres failed is claimed again soon.
  private final SystemNode node =
      hookpress.start(
          Map.of(
              "HOOKPRESS_DELIVERY_DEADLINE_SECONDS", "1",
              "HOOKPRESS_DELIVERY_LEASE_SECONDS", "12",
              "HOOKPRESS_RENDER_FETCH_SECONDS", "1",
              "HOOKPRESS_RENDER_DEADLINE_SECONDS", "5",
              "HOOKPRESS_RENDER_UPLOAD_SECONDS", "1",
              "HOOKPRESS_SIGN_TIMESTAMP_SECONDS", "1",
              "HOOKPRESS_RENDER_LEASE_SECONDS", "12",
              "HOOKPRESS_BREAKER_ERRORS", "3"));

  @AfterEach
  void stop() {
    node.close();
    redis.close();
    postgres.close();
  }

  @Test
  void withoutRedisDeliveryContinuesAndTheNodeReportsIt() {
    redis.stop();
    node.submitHello(receiver.uri("/while-away"));
    receiver.await(1, PATIENCE);
    eventually(() -> node.meter("hookpress_breaker_degraded") == 1);
    HttpResponse<String> ready = node.management("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"redis\":\"degraded\"");

    redis.start();
    eventually(() -> node.meter("hookpress_breaker_degraded") == 0);
    node.submitHello(receiver.uri("/after"));
    receiver.await(2, PATIENCE);
  }

  @Test
  void withoutRedisEachNodeCountsErrorsAndBlocks() {
    receiver.answer(request -> Answer.status(500));
    redis.stop();
    for (int i = 0; i < 3; i++) {
      node.submitHello(receiver.uri("/failing"));
    }
    receiver.await(3, PATIENCE);
    eventually(() -> node.meter("hookpress_client_blocks_total") == 1);
    String parked = node.submitHello(receiver.uri("/parked"));
    node.ended(parked);
    assertThat(node.job(parked).containsKey("blocked_until")).isTrue();
    redis.start();
  }

  @Test
  void withoutPostgresSubmissionsAreRejectedAndNothingIsLost() {
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      accepted.add(node.submitHello(receiver.uri("/before")));
    }
    postgres.stop();
    HttpResponse<String> refused = node.send("POST", "/v1/jobs", "{\"parts\":[{\"html\":\"x\"}]}");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    eventually(() -> node.management("/health/ready").statusCode() == 503);

    postgres.start();
    eventually(() -> node.management("/health/ready").statusCode() == 200);
    eventually(
        () -> {
          Set<String> told = new HashSet<>();
          receiver
              .received()
              .forEach(one -> told.add(new JsonObject(one.body()).getString("job_id")));
          return told.containsAll(accepted);
        });
    String after = node.submitHello(receiver.uri("/after"));
    assertThat(node.ended(after).getString("status")).isEqualTo("completed");
  }
}
