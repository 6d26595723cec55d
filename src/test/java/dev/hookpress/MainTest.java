package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.cli.ProcessEnvironment;
import dev.hookpress.standalone.DataDirectory;
import dev.hookpress.support.MutableClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir private Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesEveryCommand() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out.toString())
        .contains(
            "serve",
            "standalone",
            "migrate",
            "listen",
            "health",
            "client",
            "key",
            "node",
            "top",
            "explain",
            "queue",
            "redeliver",
            "replay",
            "audit");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void healthOfNoNodeIsAFailure() {
    assertThat(run(Map.of("HOOKPRESS_MANAGEMENT_PORT", "1"), "health")).isEqualTo(1);
    assertThat(err.toString()).startsWith("http://127.0.0.1:1/health/live: ");
  }

  @Test
  void versionIsOneLine() {
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(out.toString().lines()).singleElement().asString().startsWith("Hookpress");
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: hookpress");
  }

  @Test
  void aWrongOptionIsOneLineAndAHint() {
    assertThat(run(Map.of(), "serve", "--rolls", "api")).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--rolls"),
            line -> assertThat(line).isEqualTo("Try: hookpress serve --help"));
    assertThat(run(Map.of(), "serve", "--roles", "api,cook")).isEqualTo(2);
    assertThat(err.toString()).contains("cook");
  }

  @Test
  void serveReportsMissingServersAndKeyAtOnce() {
    assertThat(run(Map.of(), "serve")).isEqualTo(2);
    assertThat(err.toString())
        .contains("HOOKPRESS_POSTGRES_URI", "HOOKPRESS_REDIS_URI", "HOOKPRESS_SECRETS_KEY")
        .doesNotContain("\tat ");
  }

  @Test
  void wrongSettingsAreReportedWithoutAStackTrace() throws IOException {
    Path file = Files.writeString(temporary.resolve("hp.json"), "{\"http\": {\"prot\": 1}}");

    assertThat(run(Map.of("HOOKPRESS_HTTP_PORT", "x"), "serve", "--config", file.toString()))
        .isEqualTo(2);

    assertThat(err.toString())
        .contains("2 settings are wrong", "did you mean http.port?", "HOOKPRESS_HTTP_PORT")
        .doesNotContain("\tat ");
    assertThat(run(Map.of("HOOKPRESS_LOG", "xml"), "serve")).isEqualTo(2);
  }

  @Test
  void aSecondStandaloneOnTheSameDataIsRefused() throws IOException {
    Path data = temporary.resolve("data");
    try (DataDirectory first =
        ((DataDirectory.Opening.Opened) DataDirectory.open(data)).directory()) {
      assertThat(run(Map.of("HOOKPRESS_DATA_DIR", data.toString()), "standalone")).isEqualTo(3);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .contains(first.path().toString(), "in use");
    }
  }

  @Test
  void anUnusableDataDirectoryIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThat(run(Map.of("HOOKPRESS_DATA_DIR", file.resolve("data").toString()), "standalone"))
        .isEqualTo(1);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains(file.toString(), "HOOKPRESS_DATA_DIR");
  }

  /** Every user of a machine can read the arguments of its processes. */
  @Test
  void keysAreTakenFromFilesAndNotFromArguments() {
    for (String option : List.of("--key", "--api-key", "--secrets-key", "--password")) {
      assertThat(run(Map.of(), "client", "create", "--name", "x", option, "hp_x")).isEqualTo(2);
      assertThat(err.toString()).contains("Unknown option");
      err.getBuffer().setLength(0);
    }
    Map<String, String> settings =
        Map.of(
            "HOOKPRESS_POSTGRES_URI", "postgresql://a:b@127.0.0.1:1/x",
            "HOOKPRESS_REDIS_URI", "redis://127.0.0.1:1",
            "HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    Path none = temporary.resolve("none");

    assertThat(run(settings, "client", "create", "--name", "x", "--key-file", none.toString()))
        .isEqualTo(2);

    assertThat(err.toString()).contains("--key-file: " + none + " cannot be read");
  }

  private int run(Map<String, String> environment, String... args) {
    return Main.run(
        new ProcessEnvironment(environment, MutableClock.atNoon()),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        args);
  }
}
