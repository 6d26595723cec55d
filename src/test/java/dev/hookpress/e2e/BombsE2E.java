package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.bombs.Bomb;
import dev.hookpress.bombs.Bombs;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One client sends bombs to the packaged program, twenty at once, while another one goes on with
 * its jobs: the node lives, every bomb fails by itself and typed, and nothing is left.
 */
@Tag("slow")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BombsE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 20;
  private static final Duration DEADLINE = Duration.ofSeconds(6);

  /** Twenty bombs on two renderers, each for twice its deadline at most. */
  private static final Duration ALL_OF_THEM = DEADLINE.multipliedBy(2L * AT_ONCE);

  /** A job of another client, on a machine that is busy with bombs. */
  private static final Duration INNOCENT = Duration.ofSeconds(45);

  private static final Set<String> ENDS = Set.of("completed", "failed");

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("HOOKPRESS_POSTGRES_URI", TestServers.freshDatabase());
    settings.put("HOOKPRESS_REDIS_URI", TestServers.freshRedis());
    settings.put("HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
    settings.put("HOOKPRESS_RENDER_ISOLATION", "process");
    settings.put("HOOKPRESS_RENDER_MEMORY_MB", "256");
    settings.put("HOOKPRESS_RENDER_DEADLINE_SECONDS", Long.toString(DEADLINE.toSeconds()));
    return settings;
  }

  @Test
  void bombsEndThemselvesAndNothingElse() throws Exception {
    Map<String, String> settings = settings();
    Client bomber = Client.create(settings);
    Client other = Client.create(settings);
    try (LocalReceiver receiver = LocalReceiver.start();
        Program node = Program.command("bombs", settings, "serve").start()) {
      final long pid = node.pid();
      Api bombs = node.api(bomber.key());
      List<Bomb> waiting = new ArrayList<>(Bombs.all());
      Map<String, String> outcomes = new LinkedHashMap<>();
      int sent = 0;
      while (!waiting.isEmpty()) {
        List<Bomb> volley = waiting.subList(0, Math.min(AT_ONCE, waiting.size()));
        Map<String, Bomb> jobs = new LinkedHashMap<>();
        for (Bomb bomb : volley) {
          submit(bombs, bomb).ifPresent(job -> jobs.put(job, bomb));
        }
        sent += jobs.size();
        volley.clear();
        String innocent =
            node.api(other.key()).submit("<p>Innocent</p>", receiver.uri("/hook"), "innocent");
        await(node, node.api(other.key()), innocent, INNOCENT);
        for (Map.Entry<String, Bomb> job : jobs.entrySet()) {
          JsonNode ended = await(node, bombs, job.getKey(), ALL_OF_THEM);
          outcomes.put(job.getValue().name(), ended.path("error").path("code").asText("completed"));
        }
        assertThat(node.api(other.key()).job(innocent).path("status").asText())
            .isEqualTo("completed");
      }
      assertThat(sent).isGreaterThanOrEqualTo(60);
      assertThat(outcomes.values())
          .as(outcomes.toString())
          .contains("RENDER_OUT_OF_MEMORY")
          .doesNotContain("RENDER_CRASHED");
      assertThat(node.isAlive()).isTrue();
      assertThat(node.pid()).isEqualTo(pid);
      assertThat(node.readyStatus()).isEqualTo(200);
      Waiting.until(
          "all callbacks of the other client have come",
          INNOCENT,
          () -> receiver.received().size() >= (Bombs.all().size() + AT_ONCE - 1) / AT_ONCE,
          node::output);
      assertNothingIsLeft(node, pid);
    }
  }

  /** While the node runs: only its idle processes; after its end: none, and no file. */
  private static void assertNothingIsLeft(Program node, long pid) throws Exception {
    Waiting.until(
        "the processes are idle", INNOCENT, () -> idle(processes(pid)), () -> processes(pid));
    List<ProcessHandle> processes = processes(pid);
    assertThat(processes).hasSizeLessThanOrEqualTo(1 + Runtime.getRuntime().availableProcessors());

    node.kill();

    Waiting.until(
        "no process outlives its node",
        Duration.ofSeconds(10),
        () -> processes.stream().noneMatch(ProcessHandle::isAlive),
        () -> processes);
    node.start();
    node.terminate();
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left)
          .noneMatch(it -> it.getFileName().toString().startsWith("hookpress-render-" + pid + "-"));
    }
  }

  private static List<ProcessHandle> processes(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
  }

  /** Whether no process uses the processor. */
  private static boolean idle(List<ProcessHandle> processes) throws InterruptedException {
    Duration before = cpu(processes);
    TimeUnit.MILLISECONDS.sleep(500);
    return cpu(processes).minus(before).toMillis() < 50;
  }

  private static Duration cpu(List<ProcessHandle> processes) {
    return processes.stream()
        .flatMap(it -> it.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static JsonNode await(Program node, Api api, String job, Duration bound)
      throws Exception {
    Waiting.until(
        "the job has ended",
        bound,
        () -> ENDS.contains(api.job(job).path("status").asText()),
        node::output);
    return api.job(job);
  }

  /** Submits a bomb; empty if it is refused at once, which is typed as well. */
  private static Optional<String> submit(Api api, Bomb bomb) throws Exception {
    ArrayNode parts = JSON.createArrayNode();
    if (bomb.part() instanceof SourcePart.InlineHtml html) {
      parts.addObject().put("html", html.html());
    } else if (bomb.part() instanceof SourcePart.Pdf pdf && bomb.operation().isEmpty()) {
      parts.addObject().put("pdf", Base64.getEncoder().encodeToString(pdf.bytes()));
    } else if (bomb.part() instanceof SourcePart.Template template) {
      ObjectNode text = JSON.createObjectNode().put("name", "bomb").put("html", template.html());
      HttpResponse<String> stored = api.post("/v1/templates", JSON.writeValueAsString(text));
      assertThat(stored.statusCode()).as(bomb.name()).isIn(201, 422);
      if (stored.statusCode() != 201) {
        return Optional.empty();
      }
      String id = JSON.readTree(stored.body()).path("id").asText();
      return accepted(
          bomb,
          api.post(
              "/v1/jobs",
              "{\"parts\":[{\"template\":\"" + id + "\",\"data\":" + template.dataJson() + "}]}"));
    } else {
      return Optional.empty();
    }
    return accepted(
        bomb, api.post("/v1/jobs", "{\"parts\":" + JSON.writeValueAsString(parts) + "}"));
  }

  private static Optional<String> accepted(Bomb bomb, HttpResponse<String> answer)
      throws Exception {
    assertThat(answer.statusCode()).as(bomb.name() + answer.body()).isIn(202, 400, 413, 422);
    return answer.statusCode() == 202 ? Optional.of(Api.id(answer)) : Optional.empty();
  }
}
