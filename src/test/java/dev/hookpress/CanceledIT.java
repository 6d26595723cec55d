package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.node.Role;
import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Received;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A canceled job is reported by its callback. */
class CanceledIT {
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation();

  @Test
  void aCanceledJobIsCalledBackOnce() {
    // Nobody renders, so that the job is still pending.
    SystemNode node = hookpress.start(EnumSet.of(Role.API, Role.DISPATCH), Map.of());
    String job = node.submitHello(receiver.uri("/canceled"));

    assertThat(node.send("DELETE", "/v1/jobs/" + job, null).statusCode()).isEqualTo(200);
    assertThat(node.send("DELETE", "/v1/jobs/" + job, null).statusCode()).isEqualTo(409);

    eventually(() -> node.notification(job).orElseThrow().getString("status").equals("delivered"));
    assertThat(receiver.received()).hasSize(1);
    Received callback = receiver.received().get(0);
    JsonObject told = new JsonObject(callback.body());
    assertThat(told.getString("status")).isEqualTo("canceled");
    assertThat(told.getString("job_id")).isEqualTo(job);
    Map<String, String> headers = new HashMap<>();
    callback.headers().forEach((name, value) -> headers.put(name.toLowerCase(), value));
    assertThat(
            StandardWebhooks.verify(
                headers,
                callback.body().getBytes(),
                List.of(node.secret),
                Clock.systemUTC().instant()))
        .isTrue();
  }
}
