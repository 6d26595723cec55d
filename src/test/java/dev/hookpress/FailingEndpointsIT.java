package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookpress.support.FreePorts;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients are told when an endpoint begins to fail and when it has recovered, and not too often.
 */
class FailingEndpointsIT {
  private static final String FAILING = "endpoint.failing";
  private static final String RECOVERED = "endpoint.recovered";

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @RegisterExtension final LocalReceiver operators = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation(clock);

  private final int smtpPort = FreePorts.next();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private SystemNode node;

  @BeforeEach
  void start() {
    mail.start();
    node =
        hookpress.start(
            Map.of(
                "HOOKPRESS_BREAKER_ERRORS", "10",
                "HOOKPRESS_DELIVERY_RETRY_SCHEDULE", "10h",
                "HOOKPRESS_MAIL_HOST", "127.0.0.1",
                "HOOKPRESS_MAIL_PORT", Integer.toString(smtpPort),
                "HOOKPRESS_MAIL_TLS", "none",
                "HOOKPRESS_MAIL_FROM", "hookpress@sender.example"));
    put("/v1/client/events", new JsonObject().put("url", operators.uri("/events").toString()));
  }

  @AfterEach
  void stop() {
    mail.stop();
  }

  private void put(String path, JsonObject body) {
    HttpResponse<String> answer = node.send("PUT", path, body.encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private List<JsonObject> told(String type) {
    return operators.received().stream()
        .map(one -> new JsonObject(one.text()))
        .filter(event -> event.getString("type").equals(type))
        .map(event -> event.getJsonObject("data"))
        .toList();
  }

  private List<JsonObject> told(String type, String reason) {
    return told(type).stream().filter(it -> it.getString("reason").equals(reason)).toList();
  }

  /** Sends jobs to a path, one after the other, and waits for their attempts. */
  private void attempt(String path, int times) {
    IntStream.range(0, times)
        .mapToObj(i -> node.submitHello(receiver.uri(path)))
        .forEach(
            job ->
                eventually(
                    () ->
                        node.notification(job)
                            .filter(one -> one.getInteger("attempts_made") == 1)
                            .isPresent()));
  }

  @Test
  void theFirstFailuresAndTheRecoveryOfAnEndpointAreToldOnce() {
    attempt("/a", 4);
    eventually(() -> !told(FAILING).isEmpty());
    JsonObject failing = told(FAILING).get(0);
    assertThat(failing.getString("reason")).isEqualTo("first_failures");
    assertThat(failing.getString("endpoint")).isEqualTo(receiver.uri("/a").toString());
    assertThat(failing.getString("last_outcome")).isEqualTo("status_rejected");
    assertThat(failing.getInteger("failures")).isGreaterThanOrEqualTo(3);

    receiver.answer(request -> Answer.status(200));
    attempt("/a", 1);
    eventually(() -> !told(RECOVERED).isEmpty());
    assertThat(told(RECOVERED).get(0).getString("endpoint_id"))
        .isEqualTo(failing.getString("endpoint_id"));

    // It flaps: within the hour nobody is told again.
    receiver.answer(request -> Answer.status(500));
    clock.advance(Duration.ofMinutes(11));
    attempt("/a", 4);
    attempt("/b", 4);
    eventually(() -> told(FAILING, "first_failures").size() == 2);
    assertThat(told(FAILING, "first_failures").get(1).getString("endpoint"))
        .isEqualTo(receiver.uri("/b").toString());
  }

  @Test
  void halfOfTheWindowIsToldOnceAndAllFailuresOfAnHourMakeOneMail() throws Exception {
    put("/v1/client/alert-email", new JsonObject().put("address", "ops@example.com"));
    attempt("/a", 4);
    eventually(() -> mail.getReceivedMessages().length == 1);
    attempt("/b", 4);

    eventually(() -> told(FAILING, "half_window").size() == 1);
    JsonObject half = told(FAILING, "half_window").get(0);
    assertThat(half.getInteger("errors")).isEqualTo(5);
    assertThat(half.getInteger("limit")).isEqualTo(10);
    eventually(() -> told(FAILING, "first_failures").size() == 2);
    assertThat(mail.getReceivedMessages()).hasSize(1);
    assertThat(mail.getReceivedMessages()[0].getSubject()).contains("fails");
    assertThat(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0]))
        .contains("ops@example.com", "attempts in a row were not delivered");

    clock.advance(Duration.ofMinutes(61));
    attempt("/c", 4);
    eventually(() -> mail.getReceivedMessages().length == 2);
  }
}
