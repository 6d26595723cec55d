package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With nothing but commands, an operator deals with a tenant whose callbacks fail. */
class FailingTenantIT {
  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @RegisterExtension final Installation hookpress = new Installation(clock);
  private final SystemNode node = hookpress.start();
  private final OperatorCommandLine operator = new OperatorCommandLine(hookpress, clock);

  @Test
  void aFailingTenantIsFoundExplainedLimitedUnblockedAndDeleted() {
    String failed = node.submitHello(receiver.uri("/"));
    receiver.await(1, Duration.ofSeconds(60));

    eventually(() -> !operator.data("top").isEmpty());
    JsonObject worst = operator.data("top").getJsonObject(0);
    String id = worst.getString("client_id");
    assertThat(id).isEqualTo(node.get("/v1/client").getString("id"));
    assertThat(worst.getInteger("failed")).isEqualTo(1);
    JsonObject message =
        operator.json("explain", failed).getJsonArray("notifications").getJsonObject(0);
    assertThat(operator.json("explain", message.getString("id")).getString("explanation"))
        .contains("attempt 1 ended as status_rejected: The endpoint answered with status 500.");

    operator.json("client", "limits", id, "--breaker-errors", "2", "--retry-schedule", "3600");
    for (int i = 0; i < 2; i++) {
      node.submitHello(receiver.uri("/"));
    }
    eventually(() -> operator.json("client", "show", id).containsKey("blocked_until"));

    receiver.answer(request -> Answer.status(200));
    clock.advance(Duration.ofSeconds(1));
    operator.json("client", "unblock", id, "--as", "alice");
    assertThat(operator.json("client", "show", id).containsKey("blocked_until")).isFalse();
    String good = node.submitHello(receiver.uri("/"));
    clock.advance(Duration.ofSeconds(11));
    eventually(
        () ->
            node.notification(good)
                .filter(each -> each.getString("status").equals("delivered"))
                .isPresent());

    operator.json("client", "delete", id);
    assertThat(node.send("GET", "/v1/client", null).statusCode()).isEqualTo(401);
    clock.advance(Duration.ofSeconds(61));
    eventually(() -> operator.json("client", "show", id).getString("status").equals("deleted"));
    assertThat(
            operator.data("audit", "--subject", id).stream()
                .map(entry -> ((JsonObject) entry).getString("action")))
        .containsExactly("client.delete", "client.unblock", "client.limits");
  }
}
