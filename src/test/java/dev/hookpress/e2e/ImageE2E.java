package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.support.FreePorts;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The images of {@code config/Dockerfile}, on bases that are made here. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ImageE2E {
  private static final Duration START = Duration.ofSeconds(90);
  private static final String BASE = "localhost/base:test";
  private static final String DEBIAN = "localhost/debian:test";
  private static final String CHROMIUM_BASE = "localhost/base:test-chromium";
  // Has health checks; but an image of it names the container in which it was made.
  private static final String DOCKER = "docker";
  private static final String DOCKERFILE = "config/Dockerfile";
  private static final String NODE = "hookpress-node";
  private static final String SCRIPTED =
      "<p id=a>nothing</p><script>a.textContent = 'Sum ' + (40 + 2)</script>";

  @TempDir static Path run;

  private static ContainerTools tools;

  private final int httpPort = FreePorts.next();
  private final int managementPort = FreePorts.next();

  @BeforeAll
  static void makeBase() throws Exception {
    Path bom = Path.of("target/bom.json");
    if (!Files.exists(bom)) {
      System.err.println(bom + " is missing, as after a build offline: a test is passed over");
    }
    assumeTrue(Files.exists(bom), "target/bom.json is missing");
    tools = new ContainerTools(run);
    tools.makeBase(BASE);
  }

  @AfterEach
  void removeContainers() {
    tools.podman("rm", "--force", "--ignore", "--volumes", NODE);
    // A build of several stages leaves one, mounted.
    tools.buildah("rm", "--all");
  }

  @Test
  void theImageIsReproducibleAndItsNodeDeliversWithoutRootOnAReadOnlyFileSystem() throws Exception {
    String first = build("oci", DOCKERFILE, "hookpress:first", BASE);
    assertThat(build("oci", DOCKERFILE, "hookpress:second", BASE)).isEqualTo(first);
    build(DOCKER, DOCKERFILE, "hookpress:test", BASE);
    Client client = Client.create(settings());
    try (LocalReceiver receiver = LocalReceiver.start()) {
      Api api = start("hookpress:test", client);
      String job = api.submit(Pages.small(1), receiver.uri("/hook"), "tag");
      receiver.await(1, Duration.ofSeconds(60));

      assertThat(api.job(job).path("status").asText()).isEqualTo("completed");
      tools.podman("healthcheck", "run", NODE);
      assertItIsConfined(pid());
      assertItStops();
    }
  }

  private static void assertItStops() {
    tools.podman("stop", "--time", "60", NODE);
    assertThat(tools.podman("inspect", "--format", "{{.State.ExitCode}}", NODE))
        .as("%s", tools.podman("logs", NODE))
        .isEqualTo("0");
  }

  @Test
  void theImageWithABrowserPrintsAPageWithScriptsInTheBrowsersSandbox() throws Exception {
    tools.makeDebian(DEBIAN);
    build(DOCKER, "config/Dockerfile.chromium", CHROMIUM_BASE, BASE, "DEBIAN=" + DEBIAN);
    build(DOCKER, DOCKERFILE, "hookpress:test-chromium", CHROMIUM_BASE);
    Client client = Client.create(settings());
    try (LocalReceiver receiver = LocalReceiver.start()) {
      Api api = start("hookpress:test-chromium", client, "--security-opt", "seccomp=" + profile());
      String job = api.submit(SCRIPTED, receiver.uri("/hook"), "tag");
      receiver.await(1, Duration.ofSeconds(60));

      JsonNode done = api.job(job);
      assertThat(done.path("status").asText()).as("%s", done).isEqualTo("completed");
      assertThat(done.path("engine").asText()).as("%s", done).isEqualTo("chromium");
      try (PDDocument pdf =
          Loader.loadPDF(api.fetch(done.path("destination").path("url").asText()))) {
        assertThat(new PDFTextStripper().getText(pdf)).contains("Sum 42");
      }
      assertItIsConfined(pid());
      List<ProcessHandle> browser = browserProcesses();
      assertThat(browser)
          .hasSizeGreaterThan(2)
          .noneMatch(process -> commandLine(process).contains("--no-sandbox"));
      assertThat(tools.podman("logs", NODE)).doesNotContain("without its sandbox");

      // What a browser that is ended leaves becomes the children of process 1, which reaps them.
      browser.forEach(ProcessHandle::destroyForcibly);
      Waiting.until(
          "nothing is left of the browser",
          Duration.ofSeconds(20),
          () -> browser.stream().noneMatch(ProcessHandle::isAlive),
          () -> browser);
      assertItStops();
    }
  }

  /** The runtime's default profile with what the browser's sandbox calls. */
  private static Path profile() throws IOException {
    List<String> names = List.of("clone", "unshare", "chroot");
    ObjectMapper json = new ObjectMapper();
    ObjectNode profile =
        (ObjectNode) json.readTree(Files.readString(Path.of("/usr/share/containers/seccomp.json")));
    ArrayNode rules = json.createArrayNode();
    for (JsonNode rule : profile.withArray("syscalls")) {
      ArrayNode others = json.createArrayNode();
      for (JsonNode name : rule.path("names")) {
        if (!names.contains(name.asText())) {
          others.add(name);
        }
      }
      if (!others.isEmpty()) {
        rules.add(((ObjectNode) rule).set("names", others));
      }
    }
    ObjectNode permitted = rules.addObject().put("action", "SCMP_ACT_ALLOW");
    names.forEach(permitted.putArray("names")::add);
    profile.set("syscalls", rules);
    return Files.writeString(run.resolve("seccomp.json"), json.writeValueAsString(profile));
  }

  private static List<ProcessHandle> browserProcesses() {
    return ProcessHandle.of(Long.parseLong(pid())).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(process -> commandLine(process).contains("/chromium"))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    return text(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }

  private static String pid() {
    return tools.podman("inspect", "--format", "{{.State.Pid}}", NODE);
  }

  /** Gives the image's id, which is the digest of all that it consists of. */
  private static String build(
      String format, String dockerfile, String name, String base, String... arguments) {
    List<String> command = new ArrayList<>(List.of("build", "--quiet", "--no-cache"));
    command.addAll(List.of("--isolation", "chroot", "--format", format));
    command.addAll(List.of("--timestamp", "1700000000", "--build-arg", "BASE=" + base));
    for (String argument : arguments) {
      command.addAll(List.of("--build-arg", argument));
    }
    command.addAll(List.of("--file", dockerfile));
    command.addAll(List.of("--ignorefile", "config/Dockerfile.dockerignore"));
    command.addAll(List.of("--tag", name, "."));
    String[] lines = tools.buildah(command.toArray(String[]::new)).split("\n");
    return lines[lines.length - 1];
  }

  /** As the Compose file and the manifests do; returns when the node is ready. */
  private Api start(String image, Client client, String... more) {
    List<String> run =
        new ArrayList<>(
            List.of("run", "--detach", "--name", NODE, "--network", "host", "--ipc", "host"));
    run.addAll(List.of("--read-only", "--cap-drop", "all"));
    run.addAll(List.of("--security-opt", "no-new-privileges"));
    run.addAll(List.of("--tmpfs", "/tmp:size=1g,mode=1777"));
    // Without systemd there is nothing that would run the health check by itself.
    run.addAll(List.of("--health-interval", "disable"));
    // No more than this process may give away.
    run.addAll(List.of("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096"));
    settings().forEach((name, value) -> run.addAll(List.of("--env", name + "=" + value)));
    run.addAll(List.of(more));
    run.add(image);
    tools.podman(run.toArray(String[]::new));
    Waiting.until(
        "the node in the container is ready",
        START,
        () -> Api.status(managementPort, "/health/ready") == 200,
        () -> tools.podman("logs", NODE));
    return new Api(httpPort, client.key());
  }

  private Map<String, String> settings;

  private Map<String, String> settings() {
    if (settings == null) {
      settings = new TreeMap<>();
      settings.put("HOOKPRESS_POSTGRES_URI", TestServers.migratedDatabase());
      settings.put("HOOKPRESS_REDIS_URI", TestServers.freshRedis());
      settings.put("HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
      settings.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
      settings.put("HOOKPRESS_HTTP_HOST", "127.0.0.1");
      settings.put("HOOKPRESS_HTTP_PORT", Integer.toString(httpPort));
      settings.put("HOOKPRESS_MANAGEMENT_HOST", "127.0.0.1");
      settings.put("HOOKPRESS_MANAGEMENT_PORT", Integer.toString(managementPort));
      settings.put("HOOKPRESS_NODE_LAME_DUCK_SECONDS", "0");
    }
    return settings;
  }

  private static void assertItIsConfined(String pid) throws Exception {
    Path process = Path.of("/proc", pid);
    assertThat(Files.readAllLines(process.resolve("status")))
        .contains("Uid:\t10001\t10001\t10001\t10001", "NoNewPrivs:\t1")
        .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000");
    assertThat(Files.readAllLines(process.resolve("mountinfo")))
        .map(line -> line.split(" "))
        .filteredOn(mount -> mount[4].equals("/"))
        .allMatch(mount -> Arrays.asList(mount[5].split(",")).contains("ro"));
    Path program = process.resolve("root/opt/hookpress");
    assertThat(Files.readString(program.resolve("bom.json"))).contains("\"CycloneDX\"");
    assertThat(program.resolve("hookpress.jar")).hasSameBinaryContentAs(Path.of(Program.jar()));
  }
}
