package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node writes in its default form: one JSON object a line, and nothing else. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LogE2E {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ULID = "[0-9A-HJKMNP-TV-Z]{26}";
  private static final int ERRORS_TO_A_BLOCK = 5;

  @Test
  void everyLineOfANodesLifeIsJsonWithIdsAsTenantsSeeThem() throws Exception {
    Map<String, String> settings = new HashMap<>(settings());
    settings.put("HOOKPRESS_BREAKER_ERRORS", Integer.toString(ERRORS_TO_A_BLOCK));
    settings.put("HOOKPRESS_NODE_ID", "logging");
    Client client = Client.create(settings);
    try (LocalReceiver receiver = LocalReceiver.start(LogE2E::answer);
        Program node = Program.command("log", settings, "serve").start()) {
      Api api = node.api(client.key());
      api.submit(Pages.small(1), receiver.uri("/good"), "good");
      awaitEvent(node, "attempt.made");
      api.submit(Pages.small(2), receiver.uri("/busy"), "busy");
      awaitEvent(node, "endpoint.held");
      for (int i = 0; i < ERRORS_TO_A_BLOCK; i++) {
        api.submit(Pages.small(4 + i), receiver.uri("/bad" + i), "bad");
      }
      awaitEvent(node, "client.blocked");
      node.terminate();

      List<JsonNode> lines = parsed(node.output());
      assertThat(lines)
          .extracting(line -> line.path("event").asText())
          .contains(
              "node.joined",
              "node.started",
              "document.finished",
              "attempt.made",
              "endpoint.held",
              "client.blocked",
              "node.stopping",
              "node.stopped");
      assertThat(lines).allSatisfy(LogE2E::isWhole);
      JsonNode started = first(lines, "node.started");
      assertThat(started.path("roles").asText()).isEqualTo("api,dispatch,render");
      assertThat(started.path("secrets_key").asText()).isNotEmpty();
      assertThat(started.path("http_port").isInt()).isTrue();
      JsonNode blocked = first(lines, "client.blocked");
      assertThat(blocked.path("client").asText()).matches(ULID);
      assertThat(Instant.parse(blocked.path("until").asText())).isAfter(Instant.EPOCH);
      JsonNode held = first(lines, "endpoint.held");
      assertThat(held.path("client").asText()).isEqualTo(blocked.path("client").asText());
      assertThat(Instant.parse(held.path("until").asText())).isAfter(Instant.EPOCH);
      JsonNode attempt = first(lines, "attempt.made");
      assertThat(attempt.path("job").asText()).matches("job_" + ULID);
      assertThat(attempt.path("notification").asText()).matches("msg_" + ULID);
      assertThat(first(lines, "node.stopped").path("drained_in_ms").isIntegralNumber()).isTrue();
    }
  }

  private static Map<String, String> settings() {
    return Map.of(
        "HOOKPRESS_POSTGRES_URI",
        TestServers.freshDatabase(),
        "HOOKPRESS_REDIS_URI",
        TestServers.freshRedis(),
        "HOOKPRESS_SECRETS_KEY",
        Base64.getEncoder().encodeToString(new byte[32]),
        "HOOKPRESS_OUTBOUND_ALLOW",
        "127.0.0.0/8");
  }

  private static Answer answer(LocalReceiver.Received request) {
    String path = request.target();
    if (path.startsWith("/bad")) {
      return Answer.status(500);
    }
    return path.startsWith("/busy")
        ? Answer.with(429, Map.of("Retry-After", "600"), "")
        : Answer.status(200);
  }

  private static void awaitEvent(Program node, String event) {
    Waiting.until(
        event, SOON, () -> node.output().contains("\"event\":\"" + event + "\""), node::output);
  }

  private static List<JsonNode> parsed(String output) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : output.lines().toList()) {
      try {
        lines.add(JSON.readTree(line));
      } catch (JsonProcessingException broken) {
        throw new AssertionError("Not JSON: " + line, broken);
      }
    }
    return lines;
  }

  private static void isWhole(JsonNode line) {
    assertThat(line.isObject()).isTrue();
    assertThat(OffsetDateTime.parse(line.path("time").asText()).getYear()).isPositive();
    assertThat(line.path("level").asText()).isIn("DEBUG", "INFO", "WARN", "ERROR");
    assertThat(line.path("message").asText()).isNotEmpty();
    // An id or an instant is a string: no field has fields of its own.
    line.forEach(value -> assertThat(value.isContainerNode()).as("%s", line).isFalse());
  }

  private static JsonNode first(List<JsonNode> lines, String event) {
    return lines.stream()
        .filter(line -> line.path("event").asText().equals(event))
        .findFirst()
        .orElseThrow();
  }
}
