package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.NodeProject;
import dev.hookpress.support.NodeProject.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients that openapi-generator (Java, with its default library) and openapi-typescript make
 * from {@code openapi.yaml} compile and work with a node. The latter needs Node.js and npm's
 * registry; where they are missing it is skipped, and says so.
 */
@Tag("slow")
class GeneratedClientIT {
  private static final Path DESCRIPTION = Path.of("src/main/resources/openapi.yaml");

  @RegisterExtension static final Installation hookpress = new Installation();
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start(GeneratedClientIT::answer);
  private static final SystemNode node = hookpress.start();

  @TempDir Path dir;

  @Test
  void theTypescriptClientCompilesAndWorks() throws Exception {
    Path sources = Path.of("src/test/clients/typescript");
    NodeProject client = NodeProject.copy(sources, dir.resolve(sources)).with(variables());
    copyDescription();
    client.install();

    assertThat(client.run("npm", "run", "generate")).matches(GeneratedClientIT::well);
    assertThat(client.run("npm", "run", "build")).matches(GeneratedClientIT::well);
    assertThat(client.run("node", "out/js/use.js").output())
        .endsWith("the generated client works\n");
  }

  @Test
  void theJavaClientCompilesAndWorks() throws Exception {
    Path sources = Path.of("src/test/clients/java");
    NodeProject client = NodeProject.copy(sources, dir.resolve(sources)).with(variables());
    copyDescription();

    assertThat(client.run("mvn", "-B", "-q", "compile", "exec:java").output())
        .contains("the generated client works");
  }

  private static boolean well(Ran ran) {
    return ran.status() == 0;
  }

  private Map<String, String> variables() {
    return Map.of(
        "HOOKPRESS_URL",
        node.uri("").toString(),
        "HOOKPRESS_KEY",
        SystemNode.API_KEY,
        "RECEIVER_URL",
        receiver.uri("").toString(),
        // What it downloads is not left behind; it compiles once, so that quick code does not pay.
        "MAVEN_OPTS",
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.io.tmpdir=" + dir);
  }

  /** A page that is read, one that never comes, and callbacks in every format. */
  private static Answer answer(Received request) {
    return switch (request.target()) {
      case "/page" -> Answer.with(200, Map.of("content-type", "text/html"), "<h1>Page</h1>");
      case "/slow" -> Answer.silence();
      default -> Answer.json(200, "{\"ack\":\"done\"}");
    };
  }

  private void copyDescription() throws IOException {
    Path description = dir.resolve(DESCRIPTION);
    Files.createDirectories(description.getParent());
    Files.copy(DESCRIPTION, description);
  }
}
