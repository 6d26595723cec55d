package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hookpress.support.FreePorts;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image of {@code config/Dockerfile}, on a base that is made here. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ImageE2E {
  private static final Duration START = Duration.ofSeconds(90);
  private static final String BASE = "localhost/base:test";
  private static final String NODE = "hookpress-node";

  @TempDir Path run;

  private ContainerTools tools;
  private final int httpPort = FreePorts.next();
  private final int managementPort = FreePorts.next();

  @BeforeEach
  void makeBase() throws Exception {
    Path bom = Path.of("target/bom.json");
    if (!Files.exists(bom)) {
      System.err.println(bom + " is missing, as after a build offline: a test is passed over");
    }
    assumeTrue(Files.exists(bom), "target/bom.json is missing");
    tools = new ContainerTools(run);
    tools.makeBase(BASE);
  }

  @AfterEach
  void removeContainer() {
    if (tools != null) {
      tools.podman("rm", "--force", "--ignore", "--volumes", NODE);
    }
  }

  @Test
  void theImageIsReproducibleAndItsNodeDeliversWithoutRootOnAReadOnlyFileSystem() throws Exception {
    String first = build("hookpress:first");
    assertThat(build("hookpress:test")).isEqualTo(first);
    Client client = Client.create(settings());
    try (LocalReceiver receiver = LocalReceiver.start()) {
      start("hookpress:test");
      Api api = new Api(httpPort, client.key());
      Waiting.until(
          "the node in the container is ready",
          START,
          () -> Api.status(managementPort, "/health/ready") == 200,
          () -> tools.podman("logs", NODE));
      String job = api.submit(Pages.small(1), receiver.uri("/hook"), "tag");
      receiver.await(1, Duration.ofSeconds(60));

      assertThat(api.job(job).path("status").asText()).isEqualTo("completed");
      tools.podman("healthcheck", "run", NODE);
      assertItIsConfined(tools.podman("inspect", "--format", "{{.State.Pid}}", NODE));
      tools.podman("stop", "--time", "60", NODE);
      assertThat(tools.podman("inspect", "--format", "{{.State.ExitCode}}", NODE))
          .as("%s", tools.podman("logs", NODE))
          .isEqualTo("0");
    }
  }

  /** Gives the image's id, which is the digest of all that it consists of. */
  private String build(String name) {
    String[] lines =
        tools
            .buildah(
                "build",
                "--quiet",
                "--no-cache",
                "--isolation",
                "chroot",
                // The one that has health checks.
                "--format",
                "docker",
                "--timestamp",
                "1700000000",
                "--build-arg",
                "BASE=" + BASE,
                "--file",
                "config/Dockerfile",
                "--ignorefile",
                "config/Dockerfile.dockerignore",
                "--tag",
                name,
                ".")
            .split("\n");
    return lines[lines.length - 1];
  }

  /** As the Compose file and the manifests do. */
  private void start(String image) {
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
    run.add(image);
    tools.podman(run.toArray(String[]::new));
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
