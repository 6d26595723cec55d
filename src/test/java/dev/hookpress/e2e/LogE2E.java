package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.TestServers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node writes in its default form: one JSON object a line, and nothing else. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class LogE2E {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ULID = "[0-9A-HJKMNP-TV-Z]{26}";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final int ERRORS_TO_A_BLOCK = 5;

  /** A job that this node accepts may have a target that the other refuses. */
  private static final Map<String, String> ALLOWS_MORE =
      Map.of("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");

  private static final int AN_HOUR = 3_600;

  /** Those of a defect of the engine and of a migration: {@code EventLinesTest}, MigrationsIT. */
  private static final Set<String> NOT_FROM_OUTSIDE =
      Set.of("document.engine_failed", "migration.waiting");

  private final Map<String, String> settings = settings();
  private final Database database = new Database(settings.get("HOOKPRESS_POSTGRES_URI"));

  @Test
  void everyEventIsAJsonLineWithIdsAsTenantsSeeThem() throws Exception {
    Client client = Client.create(settings);
    try (LocalReceiver receiver = LocalReceiver.start(LogE2E::answer);
        RedisProxy redis = RedisProxy.start(settings.get("HOOKPRESS_REDIS_URI"), AN_HOUR);
        Program witness = node("witness", ALLOWS_MORE, "--roles", "api").start();
        Program node = node("logging", Map.of("HOOKPRESS_REDIS_URI", redis.uri())).start()) {
      deliver(node, witness, client, receiver);
      loseServers(node, redis);
      standStill(node, witness);
      stop(node);
      witness.terminate();

      List<JsonNode> lines = parsed(node.output());
      lines.addAll(parsed(witness.output()));
      assertThat(lines).allSatisfy(LogE2E::isWhole);
      Set<String> events = new TreeSet<>();
      lines.forEach(line -> events.add(line.path("event").asText()));
      events.addAll(NOT_FROM_OUTSIDE);
      assertThat(events).containsAll(eventsInTheSource());
      seenAsTenantsSeeThem(lines);
    }
  }

  @Test
  void aStartThatFailsIsAJsonLineToo() throws Exception {
    Map<String, String> nowhere =
        Map.of("HOOKPRESS_POSTGRES_URI", "postgresql://hookpress:x@127.0.0.1:1/hookpress");
    try (Program node = node("failing", nowhere)) {
      assertThat(node.run()).isEqualTo(1);

      List<JsonNode> lines = parsed(node.output());
      assertThat(lines).allSatisfy(LogE2E::isWhole);
      assertThat(first(lines, "node.failed").path("message").asText())
          .startsWith("Hookpress cannot go on: Postgres");
    }
  }

  private void deliver(Program node, Program witness, Client client, LocalReceiver receiver)
      throws Exception {
    Api api = node.api(client.key());
    String trace = "00-" + TRACE + "-00f067aa0ba902b7-01";
    api.submit(Pages.small(1), receiver.uri("/good"), "good", trace);
    awaitEvent(node, "attempt.made");
    URI forbidden = URI.create("http://127.0.0.2:" + receiver.uri("/").getPort() + "/");
    witness.api(client.key()).submit(Pages.small(2), forbidden, "refused");
    Waiting.until("refused", SOON, () -> node.output().contains("\"refused\""), node::output);
    assertThat(node.api("hp_unknown").post("/v1/jobs", "{}").statusCode()).isEqualTo(401);
    awaitEvent(node, "request.refused");
    api.submit(Pages.small(3), receiver.uri("/again"), "again");
    Waiting.until("a retry is due", SOON, this::makeTheRetryUnreadable, node::output);
    awaitEvent(node, "row.unreadable");
    api.submit(Pages.small(4), receiver.uri("/busy"), "busy");
    awaitEvent(node, "endpoint.held");
    for (int i = 0; i < ERRORS_TO_A_BLOCK; i++) {
      api.submit(Pages.small(5 + i), receiver.uri("/bad" + i), "bad");
    }
    awaitEvent(node, "client.blocked");
  }

  private boolean makeTheRetryUnreadable() {
    return database.execute(
            "update notification n set target = '\\x00' from delivery_queue q"
                + " where q.notification_id = n.id and q.attempts_made = 1")
        > 0;
  }

  private void loseServers(Program node, RedisProxy redis) {
    redis.away();
    awaitEvent(node, "breaker.degraded");
    redis.back();
    awaitEvent(node, "breaker.healed");
    database.execute("alter table delivery_queue rename to delivery_queue_away");
    awaitEvent(node, "task.failing");
    awaitEvent(node, "work.failed");
    database.execute("alter table delivery_queue_away rename to delivery_queue");
    awaitEvent(node, "task.recovered");
  }

  private static void standStill(Program node, Program witness) throws Exception {
    node.standStill(true);
    awaitEvent(witness, "node.dead");
    node.standStill(false);
    awaitEvent(node, "node.back");
  }

  private void stop(Program node) {
    try (Program drain = Program.command("drain", settings, "node", "drain", "logging")) {
      assertThat(drain.run()).as(drain.output()).isZero();
    }
    awaitEvent(node, "node.drained");
    node.terminate();
  }

  private static void seenAsTenantsSeeThem(List<JsonNode> lines) {
    JsonNode started =
        lines.stream()
            .filter(line -> line.path("event").asText().equals("node.started"))
            .filter(line -> line.path("node").asText().equals("logging"))
            .findFirst()
            .orElseThrow();
    assertThat(started.path("version").asText()).isNotEmpty();
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
    assertThat(attempt.path("trace_id").asText()).isEqualTo(TRACE);
    assertThat(attempt.path("detail").asText()).contains("200");
    JsonNode finished = first(lines, "document.finished");
    assertThat(finished.path("job").asText()).isEqualTo(attempt.path("job").asText());
    assertThat(finished.path("trace_id").asText()).isEqualTo(TRACE);
    assertThat(lines)
        .filteredOn(line -> line.path("outcome").asText().equals("refused"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.path("rule").asText()).isEqualTo("loopback"));
    assertThat(first(lines, "row.unreadable").path("id").asText()).matches("msg_" + ULID);
    assertThat(first(lines, "node.stopped").path("drained_in_ms").isIntegralNumber()).isTrue();
  }

  private Program node(String name, Map<String, String> more, String... options) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("HOOKPRESS_BREAKER_ERRORS", Integer.toString(ERRORS_TO_A_BLOCK));
    all.put("HOOKPRESS_NODE_ID", name);
    all.putAll(more);
    String[] command = Stream.concat(Stream.of("serve"), Stream.of(options)).toArray(String[]::new);
    return Program.command(name, all, command);
  }

  private static Map<String, String> settings() {
    return Map.of(
        "HOOKPRESS_POSTGRES_URI",
        TestServers.migratedDatabase(),
        "HOOKPRESS_REDIS_URI",
        TestServers.freshRedis(),
        "HOOKPRESS_SECRETS_KEY",
        Base64.getEncoder().encodeToString(new byte[32]),
        "HOOKPRESS_OUTBOUND_ALLOW",
        "127.0.0.1/32");
  }

  private static Answer answer(LocalReceiver.Received request) {
    String path = request.target();
    if (path.startsWith("/bad") || path.startsWith("/again")) {
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

  /** Every event that a node may log, but those of a failed start. */
  private static Set<String> eventsInTheSource() throws Exception {
    Pattern event = Pattern.compile("addKeyValue\\(\"event\", \"([a-z_.]{1,40})\"\\)");
    Set<String> events = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        event.matcher(Files.readString(file)).results().forEach(it -> events.add(it.group(1)));
      }
    }
    events.remove("node.failed");
    return events;
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
