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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One client sends bombs to the packaged program, twenty at once, while another one goes on with
 * its jobs: the node lives, every bomb fails by itself and typed, and nothing is left. Those that
 * once ended a node are then sent without the others. {@link dev.hookpress.render.process.BombsIT}
 * runs every bomb in a process of its own; with {@code -Dbombs=all} this test sends every one both
 * ways too, which takes minutes.
 */
@Tag("slow")
@Tag("alone")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BombsE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean ALL = "all".equals(System.getProperty("bombs"));
  private static final int AT_ONCE = 20;
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  /** All bombs on three renderers, each for twice its deadline and the start of a process. */
  private static final Duration ALL_OF_THEM = Duration.ofMinutes(5);

  /** One bomb, and the start of a process on a busy machine. */
  private static final Duration ONE = DEADLINE.multipliedBy(2).plusSeconds(30);

  /** The other client takes no more than twice its time without bombs, and these; bombs are CPU. */
  private static final Duration SUBMISSION_NOISE = Duration.ofMillis(500);

  /** Bombs use all cores, and until the first of them time out all renderers. */
  private static final Duration MEDIAN_NOISE = Duration.ofMillis(750);

  private static final Duration NOISE = DEADLINE.multipliedBy(2);

  /** What ended a node before documents had processes of their own. */
  private static final Set<String> ALONE =
      Set.of(
          "descendants",
          "background",
          "svg dashes",
          "svg text",
          "svg uses",
          "svg tspans",
          "woff often",
          "pdf shared kids",
          "pdf annotations");

  /** The packages that parse documents, pictures, fonts, archives and templates. */
  private static final Pattern PARSERS =
      Pattern.compile(
          "\\] (org\\.jsoup|org\\.apache\\.(pdfbox|fontbox|batik|xmlgraphics)|com\\.openhtmltopdf"
              + "|com\\.github\\.jknack|com\\.twelvemonkeys|javax\\.imageio|java\\.awt\\.image"
              + "|java\\.util\\.zip\\.ZipInputStream)\\b.*");

  /** The client with the bombs, and where the ends of its jobs are told. */
  private record Bomber(Api api, URI callback) {
    HttpResponse<String> post(String parts) throws IOException, InterruptedException {
      return api.post(
          "/v1/jobs", "{\"callback\":{\"url\":\"" + callback + "\"},\"parts\":" + parts + "}");
    }
  }

  private final Map<String, CompletableFuture<String>> ended = new ConcurrentHashMap<>();

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("HOOKPRESS_POSTGRES_URI", TestServers.migratedDatabase());
    settings.put("HOOKPRESS_REDIS_URI", TestServers.freshRedis());
    settings.put("HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
    settings.put("HOOKPRESS_RENDER_ISOLATION", "process");
    settings.put("HOOKPRESS_RENDER_MEMORY_MB", "128");
    settings.put("HOOKPRESS_RENDER_THREADS", "3");
    settings.put("HOOKPRESS_RENDER_DEADLINE_SECONDS", Long.toString(DEADLINE.toSeconds()));
    return settings;
  }

  @Test
  void bombsEndThemselvesAndNothingElse(@TempDir Path directory) throws Exception {
    Map<String, String> settings = settings();
    Client bomber = Client.create(settings);
    Client other = Client.create(settings);
    Path classes = directory.resolve("classes");
    settings.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
    try (LocalReceiver receiver = LocalReceiver.start();
        LocalReceiver ends = LocalReceiver.start(this::ended);
        Program node = Program.command("bombs", settings, "serve").start()) {
      final long pid = node.pid();
      Bomber bombs = new Bomber(node.api(bomber.key()), ends.uri("/ended"));
      InnocentClient innocent = new InnocentClient(node.api(other.key()), receiver);
      assertOthersAreServed(bombs, innocent);
      assertNoneCrashes(bombs);
      assertBodiesAreRefused(bombs.api());

      assertThat(node.isAlive()).isTrue();
      assertThat(node.pid()).isEqualTo(pid);
      assertThat(node.readyStatus()).isEqualTo(200);
      assertThat(lines(classes))
          .as("classes of the node")
          .isNotEmpty()
          .noneMatch(PARSERS.asPredicate());
      assertNothingIsLeft(node, pid);
    }
  }

  /** Sends those that once ended a node again, as many at once as there are renderers. */
  private void assertNoneCrashes(Bomber bombs) throws Exception {
    Map<String, String> jobs = new LinkedHashMap<>();
    for (Bomb bomb : Bombs.all()) {
      if (ALL || ALONE.contains(bomb.name())) {
        submit(bombs, bomb).ifPresent(job -> jobs.put(bomb.name(), job));
      }
    }
    for (Map.Entry<String, String> job : jobs.entrySet()) {
      assertThat(outcome(job.getValue(), ALL_OF_THEM))
          .as(job.getKey())
          .isNotEqualTo("RENDER_CRASHED");
    }
  }

  /** Sends all bombs, twenty at once, while the other client submits its jobs. */
  private void assertOthersAreServed(Bomber bombs, InnocentClient innocent) throws Exception {
    AtomicInteger left = new AtomicInteger(20);
    innocent.submitWhile(() -> left.getAndDecrement() > 0);
    left.set(20);
    InnocentClient.Times before = innocent.submitWhile(() -> left.getAndDecrement() > 0);
    Map<String, String> outcomes = new ConcurrentHashMap<>();
    ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
    InnocentClient.Times during;
    try {
      List<Future<Integer>> sent = new ArrayList<>();
      for (Bomb bomb : crowd()) {
        sent.add(senders.submit(() -> send(bombs, bomb, outcomes)));
      }
      during = innocent.submitWhile(() -> !sent.stream().allMatch(Future::isDone));
      for (Future<Integer> each : sent) {
        each.get();
      }
    } finally {
      senders.shutdownNow();
    }
    assertThat(outcomes).hasSizeGreaterThanOrEqualTo(60);
    assertThat(outcomes.values())
        .as(outcomes.toString())
        .contains("RENDER_OUT_OF_MEMORY", "RENDER_TIMEOUT")
        .doesNotContain("RENDER_CRASHED");
    // A process that has just replaced another one may take seconds for its first document, on a
    // machine with other work; the deadline here is a tenth of the default.
    assertThat(during.failed())
        .as(during.toString())
        .hasSizeLessThanOrEqualTo(during.callbacks().size() / 10);
    String times = "without bombs " + before + "; with them " + during;
    assertThat(InnocentClient.Times.most(during.submissions()))
        .as(times)
        .isLessThan(twice(InnocentClient.Times.most(before.submissions()), SUBMISSION_NOISE));
    assertThat(InnocentClient.Times.median(during.callbacks()))
        .as(times)
        .isLessThan(twice(InnocentClient.Times.median(before.callbacks()), MEDIAN_NOISE));
    assertThat(InnocentClient.Times.most(during.callbacks()))
        .as(times)
        .isLessThan(twice(InnocentClient.Times.most(before.callbacks()), NOISE));
  }

  /** At least sixty, of each kind. */
  private static List<Bomb> crowd() {
    List<Bomb> all = Bombs.all();
    return IntStream.range(0, all.size())
        .filter(i -> ALL || i % 3 != 2 || ALONE.contains(all.get(i).name()))
        .mapToObj(all::get)
        .toList();
  }

  private static Duration twice(Duration time, Duration noise) {
    return time.multipliedBy(2).plus(noise);
  }

  private int send(Bomber bombs, Bomb bomb, Map<String, String> outcomes) throws Exception {
    Optional<String> job = submit(bombs, bomb);
    if (job.isPresent()) {
      outcomes.put(bomb.name(), outcome(job.get(), ALL_OF_THEM));
    }
    return outcomes.size();
  }

  /** The end of a bomb's job, as its callback tells it: asking would be a load of its own. */
  private String outcome(String job, Duration bound) throws Exception {
    return ofJob(job).get(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<String> ofJob(String job) {
    return ended.computeIfAbsent(job, awaited -> new CompletableFuture<>());
  }

  private LocalReceiver.Answer ended(LocalReceiver.Received callback) {
    try {
      JsonNode told = JSON.readTree(callback.text());
      ofJob(told.path("job_id").asText())
          .complete(told.path("error").path("code").asText("completed"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LocalReceiver.Answer.status(200);
  }

  /** JSON is parsed in the node: nothing of it costs what it could. */
  private static void assertBodiesAreRefused(Api api) throws Exception {
    List<String> bodies =
        List.of(
            "[".repeat(1_000_000),
            "{\"a\":[" + "{\"a\":0},".repeat(1_500_000) + "0]}",
            "{\"parts\":" + "9".repeat(1_000_000) + "}",
            "{" + misspelt(4_000) + "}",
            "{\"parts\":[" + "{\"html\":\"\"},".repeat(400_000) + "0]}");
    for (String body : bodies) {
      assertThat(api.post("/v1/jobs", body).statusCode())
          .as(body.substring(0, 20))
          .isIn(400, 413, 422, 429);
    }
  }

  private static String misspelt(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(i -> "\"part" + i + "\":0")
        .collect(Collectors.joining(","));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** While the node runs: only its idle processes; after its end: none, and no file. */
  private static void assertNothingIsLeft(Program node, long pid) throws Exception {
    Waiting.until(
        "the node and its processes are idle", ONE, () -> idle(pid), () -> processes(pid));
    List<ProcessHandle> processes = processes(pid);
    assertThat(processes).hasSizeLessThanOrEqualTo(4);

    node.kill();

    Waiting.until(
        "no process outlives its node",
        Duration.ofSeconds(10),
        () -> processes.stream().noneMatch(ProcessHandle::isAlive),
        () -> processes);
    node.start();
    node.terminate();
    try (Stream<Path> left = Files.list(node.temporary())) {
      assertThat(left).isEmpty();
    }
  }

  private static List<ProcessHandle> processes(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
  }

  /** Whether neither the node nor one of its processes burns a core, or a tenth of one. */
  private static boolean idle(long pid) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(processes(pid));
    all.add(ProcessHandle.of(pid).orElseThrow());
    Duration before = cpu(all);
    TimeUnit.MILLISECONDS.sleep(500);
    return cpu(all).minus(before).toMillis() < 50;
  }

  private static Duration cpu(List<ProcessHandle> processes) {
    return processes.stream()
        .flatMap(it -> it.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Submits a bomb; empty if it is refused at once, which is typed as well. */
  private static Optional<String> submit(Bomber bomber, Bomb bomb) throws Exception {
    ArrayNode parts = JSON.createArrayNode();
    if (bomb.part() instanceof SourcePart.InlineHtml html) {
      parts.addObject().put("html", html.html());
    } else if (bomb.part() instanceof SourcePart.Pdf pdf && bomb.operation().isEmpty()) {
      parts.addObject().put("pdf", Base64.getEncoder().encodeToString(pdf.bytes()));
    } else if (bomb.part() instanceof SourcePart.Template template) {
      ObjectNode text = JSON.createObjectNode().put("name", "bomb").put("html", template.html());
      HttpResponse<String> stored =
          bomber.api().post("/v1/templates", JSON.writeValueAsString(text));
      assertThat(stored.statusCode()).as(bomb.name()).isIn(201, 422, 429);
      if (stored.statusCode() != 201) {
        return Optional.empty();
      }
      String id = JSON.readTree(stored.body()).path("id").asText();
      return accepted(
          bomb,
          bomber.post("[{\"template\":\"" + id + "\",\"data\":" + template.dataJson() + "}]"));
    } else {
      return Optional.empty();
    }
    return accepted(bomb, bomber.post(JSON.writeValueAsString(parts)));
  }

  private static Optional<String> accepted(Bomb bomb, HttpResponse<String> answer)
      throws Exception {
    assertThat(answer.statusCode()).as(bomb.name() + answer.body()).isIn(202, 400, 413, 422);
    return answer.statusCode() == 202 ? Optional.of(Api.id(answer)) : Optional.empty();
  }
}
