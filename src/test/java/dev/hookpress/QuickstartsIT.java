package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.standalone.Inbox;
import dev.hookpress.support.NodeProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the quickstarts work as they stand, with a node and the standalone's inbox. */
class QuickstartsIT {
  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();
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
    String commands = commands(Path.of("src/docs/quickstarts").resolve(document));
    Path script = Files.writeString(dir.resolve("commands.sh"), commands);

    NodeProject.Ran ran =
        NodeProject.run(
            dir,
            Map.of(
                "HOOKPRESS_URL", node.uri("").toString(),
                "HOOKPRESS_KEY", SystemNode.API_KEY,
                "HOOKPRESS_INBOX", inbox.uri("").toString()),
            List.of("bash", "-euo", "pipefail", script.toString()));

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output().lines().filter(line -> line.startsWith("%PDF-"))).hasSize(pdfs);
    assertThat(inbox.next(callback, Duration.ofSeconds(60))).isPresent();
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
