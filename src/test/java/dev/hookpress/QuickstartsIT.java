package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.standalone.Inbox;
import dev.hookpress.support.NodeProject;
import dev.hookpress.support.VerifyModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the quickstarts work as they stand, with a node and the standalone's inbox. */
class QuickstartsIT {
  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();
  private static final Path QUICKSTARTS = Path.of("src/docs/quickstarts");
  private static Inbox inbox;

  @TempDir Path dir;

  @BeforeAll
  static void open() throws IOException {
    inbox = Inbox.open(0, callback -> {});
  }

  @AfterAll
  static void close() {
    inbox.close();
  }

  /** By the README's command, and with the module that verification needs. */
  @Test
  void theInvoicesAreVerified() throws Exception {
    SystemNode verifying = hookpress.start(VerifyModule.settings(dir.resolve("verify")));
    Path document = QUICKSTARTS.resolve("einvoice.md");
    Files.createDirectories(dir.resolve(QUICKSTARTS));
    Files.copy(document, dir.resolve(document));
    List<String> command =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.contains("einvoice.md | bash"))
            .toList();
    assertThat(command).hasSize(1);

    NodeProject.Ran ran = ran(command.get(0), verifying);

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output().lines().filter(line -> line.startsWith("%PDF-"))).hasSize(3);
    assertThat(ran.output().lines().filter("\"verification\":{\"passed\":true"::equals))
        .as(ran.output())
        .hasSize(3);
    for (int i = 0; i < 3; i++) {
      Inbox.Callback callback = inbox.next("/invoices", Duration.ofSeconds(60)).orElseThrow();
      assertThat(new String(callback.body(), StandardCharsets.UTF_8))
          .contains(
              "\"verification\":{\"passed\":true",
              "\"profile\":\"pdfa-3a\",\"passed\":true",
              "\"subject\":\"signature\"",
              "\"subject\":\"einvoice\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hookpress.md,  2, /quickstart",
    "vortex.md,     2, /vortex",
    "enconvert.md,  3, /enconvert",
    "pdfgorilla.md, 2, /pdfgorilla",
    "tailpdf.md,    1, /tailpdf",
    "adobe.md,      1, /adobe"
  })
  void itsCommandsWork(String document, int pdfs, String callback) throws Exception {
    NodeProject.Ran ran = run(document, node);

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output().lines().filter(line -> line.startsWith("%PDF-"))).hasSize(pdfs);
    assertThat(inbox.next(callback, Duration.ofSeconds(60))).isPresent();
  }

  private NodeProject.Ran run(String document, SystemNode on) throws Exception {
    return ran(commands(QUICKSTARTS.resolve(document)), on);
  }

  private NodeProject.Ran ran(String commands, SystemNode on) throws Exception {
    Path script = Files.writeString(dir.resolve("commands.sh"), commands);
    return NodeProject.run(
        dir,
        Map.of(
            "HOOKPRESS_URL", on.uri("").toString(),
            "HOOKPRESS_KEY", SystemNode.API_KEY,
            "HOOKPRESS_INBOX", inbox.uri("").toString(),
            "HOOKPRESS_INVOICES", QUICKSTARTS.resolve("invoices").toAbsolutePath().toString()),
        List.of("bash", "-euo", "pipefail", script.toString()));
  }

  /** The fenced blocks of shell commands, in their order. */
  private static String commands(Path document) throws IOException {
    StringBuilder commands = new StringBuilder();
    boolean shell = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        shell = line.equals("```sh");
      } else if (shell) {
        commands.append(line).append('\n');
      }
    }
    return commands.toString();
  }
}
