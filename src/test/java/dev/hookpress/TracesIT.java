package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookpress.job.TraceParent;
import dev.hookpress.node.Role;
import dev.hookpress.support.CapturedLog;
import dev.hookpress.support.FreePorts;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TraceCollector;
import dev.hookpress.support.TraceCollector.Seen;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job is one trace, from its submission to the last attempt at its callback. */
class TracesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String SENT_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension final TraceCollector collector = new TraceCollector();

  @RegisterExtension
  final LocalReceiver receiver =
      LocalReceiver.start(request -> Answer.status(request.number() == 1 ? 500 : 200));

  @RegisterExtension final LocalReceiver site = LocalReceiver.start(request -> page());
  @RegisterExtension final Installation hookpress = new Installation(clock);

  private static Answer page() {
    return Answer.with(200, Map.of("content-type", "text/html"), "<h1>A page</h1>");
  }

  private Map<String, String> exporting() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString(),
        "OTEL_BSP_SCHEDULE_DELAY", "100",
        "OTEL_SERVICE_NAME", "pdf",
        "HOOKPRESS_NODE_ID", "node-1");
  }

  private JsonObject job() {
    return new JsonObject()
        .put("parts", site.uri("/page").toString())
        .put("callback", new JsonObject().put("url", receiver.uri("/hook").toString()));
  }

  @Test
  void aTraceGoesFromTheSubmissionToEachAttemptAndAttemptsAreLinked() {
    SystemNode node = hookpress.start(exporting());
    HttpResponse<String> accepted =
        node.send("POST", "/v1/jobs", job().encode(), TraceParent.NAME, SENT);
    assertThat(accepted.statusCode()).isEqualTo(202);
    receiver.await(1, PATIENCE);
    String job = new JsonObject(accepted.body()).getString("id");
    eventually(() -> node.notification(job).orElseThrow().getString("status").equals("pending"));
    clock.advance(Duration.ofSeconds(7));
    receiver.await(2, PATIENCE);

    eventually(() -> named("attempt").size() == 2);
    Seen submission = one("POST /v1/jobs");
    assertThat(submission.parent()).isEqualTo("00f067aa0ba902b7");
    assertThat(submission.kind()).isEqualTo("SERVER");
    assertThat(submission.attributes()).containsEntry("http.response.status_code", "202");
    assertThat(submission.resource())
        .containsEntry("service.name", "pdf")
        .containsEntry("service.instance.id", "node-1");
    assertThat(one("accept").parent()).isEqualTo(submission.id());
    Seen document = one("document");
    assertThat(document.parent()).isEqualTo(submission.id());
    assertThat(document.attributes()).containsEntry("hookpress.job", job);
    for (String step : List.of("fetch", "render", "store", "finish")) {
      assertThat(one(step).parent()).as(step).isEqualTo(document.id());
    }
    List<Seen> attempts = named("attempt");
    assertThat(attempts).allMatch(each -> each.parent().equals(submission.id()));
    Seen first = attempts.get(0);
    Seen second = attempts.get(1);
    assertThat(first.failed()).isTrue();
    assertThat(first.links()).isEmpty();
    assertThat(first.attributes())
        .containsEntry("hookpress.outcome", "status_rejected")
        .containsEntry("http.response.status_code", "500");
    assertThat(second.failed()).isFalse();
    assertThat(second.links()).containsExactly(SENT_TRACE + ":" + first.id());
    assertThat(collector.spans())
        .filteredOn(span -> span.name().matches("POST /v1/jobs|[a-z]+"))
        .allMatch(span -> span.trace().equals(SENT_TRACE));
    // The receiver continues the attempt that it answers.
    assertThat(receiver.received())
        .extracting(request -> request.headers().get(TraceParent.NAME))
        .containsExactly(
            "00-" + SENT_TRACE + "-" + first.id() + "-01",
            "00-" + SENT_TRACE + "-" + second.id() + "-01");
  }

  @Test
  void aJobWithoutATraceGetsOneThatLogAndHistogramsName() throws Exception {
    try (CapturedLog log = CapturedLog.of("hookpress.events")) {
      SystemNode api = hookpress.start(EnumSet.of(Role.API), exporting());
      SystemNode others =
          hookpress.start(
              EnumSet.of(Role.RENDER, Role.DISPATCH),
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  collector.endpoint().toString(),
                  "OTEL_BSP_SCHEDULE_DELAY",
                  "100"));
      receiver.answer(request -> Answer.status(200));
      api.submit(job().encode());
      receiver.await(1, PATIENCE);

      eventually(() -> named("attempt").size() == 1);
      Seen submission = one("POST /v1/jobs");
      assertThat(submission.parent()).isEmpty();
      Seen attempt = one("attempt");
      assertThat(attempt.trace()).isEqualTo(submission.trace());
      assertThat(one("render").trace()).isEqualTo(submission.trace());
      eventually(() -> log.lines().stream().anyMatch(line -> line.startsWith("attempt.made")));
      assertThat(log.lines())
          .filteredOn(line -> line.matches("(attempt\\.made|document\\.finished) .*"))
          .hasSize(2)
          .allMatch(line -> line.contains("trace_id=\"" + submission.trace() + "\""));
      HttpRequest scrape =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + others.managementPort() + "/metrics"))
              .header("Accept", "application/openmetrics-text; version=1.0.0, text/plain;q=0.5")
              .build();
      String text = HttpClient.newHttpClient().send(scrape, BodyHandlers.ofString()).body();
      for (String histogram :
          Set.of(
              "hookpress_attempt_duration_seconds_bucket",
              "hookpress_delivery_latency_seconds_bucket",
              "hookpress_render_duration_seconds_bucket",
              "hookpress_job_duration_seconds_bucket")) {
        assertThat(text.lines())
            .as(histogram)
            .anyMatch(
                line ->
                    line.startsWith(histogram)
                        && line.contains("trace_id=\"" + submission.trace() + "\""));
      }
    }
  }

  /** The relay is away at first: its attempts are linked like those at webhooks. */
  @Test
  void attemptsAtEMailsAreInTheJobsTraceToo() {
    int port = FreePorts.next();
    Map<String, String> settings = new HashMap<>(exporting());
    settings.put("HOOKPRESS_MAIL_HOST", "127.0.0.1");
    settings.put("HOOKPRESS_MAIL_PORT", Integer.toString(port));
    settings.put("HOOKPRESS_MAIL_TLS", "none");
    settings.put("HOOKPRESS_MAIL_FROM", "hookpress@sender.example");
    SystemNode node = hookpress.start(settings);
    JsonObject wanted =
        new JsonObject()
            .put("parts", site.uri("/page").toString())
            .put(
                "notifiers",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("type", "email")
                            .put("address", "team@receiver.example")));
    HttpResponse<String> accepted =
        node.send("POST", "/v1/jobs", wanted.encode(), TraceParent.NAME, SENT);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    eventually(() -> named("attempt").size() == 1);
    GreenMail relay = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    relay.start();
    try {
      String job = new JsonObject(accepted.body()).getString("id");
      eventually(() -> node.notification(job).orElseThrow().getString("status").equals("pending"));
      clock.advance(Duration.ofSeconds(7));
      assertThat(relay.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
      eventually(() -> named("attempt").size() == 2);
    } finally {
      relay.stop();
    }

    Seen first = named("attempt").get(0);
    Seen second = named("attempt").get(1);
    String submission = one("POST /v1/jobs").id();
    assertThat(List.of(first, second))
        .allMatch(each -> each.trace().equals(SENT_TRACE) && each.parent().equals(submission))
        .allMatch(each -> "smtp".equals(each.attributes().get("network.protocol.name")))
        .allMatch(each -> "mailto:receiver.example".equals(each.attributes().get("url.origin")));
    assertThat(first.failed()).isTrue();
    assertThat(first.attributes()).containsEntry("hookpress.outcome", "connect_failed");
    assertThat(second.failed()).isFalse();
    assertThat(second.links()).containsExactly(SENT_TRACE + ":" + first.id());
  }

  @Test
  void nothingIsExportedWithoutAVariableThatAsksForIt() {
    SystemNode node =
        hookpress.start(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.endpoint().toString(),
                "OTEL_SDK_DISABLED",
                "true"));
    receiver.answer(request -> Answer.status(200));
    HttpResponse<String> accepted =
        node.send("POST", "/v1/jobs", job().encode(), TraceParent.NAME, SENT);
    assertThat(accepted.statusCode()).isEqualTo(202);

    assertThat(receiver.await(1, PATIENCE).get(0).headers().get(TraceParent.NAME)).isEqualTo(SENT);
    node.close();
    assertThat(collector.requests()).isZero();
  }

  private List<Seen> named(String name) {
    return collector.spans().stream().filter(span -> span.name().equals(name)).toList();
  }

  private Seen one(String name) {
    eventually(() -> !named(name).isEmpty());
    assertThat(named(name)).as(name).hasSize(1);
    return named(name).get(0);
  }
}
