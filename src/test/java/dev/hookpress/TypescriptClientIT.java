package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.NodeProject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client for TypeScript compiles and passes its own tests against a node. Needs Node.js and
 * npm's registry; without them it is skipped, and says so.
 */
class TypescriptClientIT {
  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();

  @TempDir Path dir;

  @Test
  void itCompilesAndWorks() throws Exception {
    NodeProject client =
        NodeProject.copy(Path.of("src/clients/typescript"), dir)
            .with(
                Map.of(
                    "HOOKPRESS_URL", node.uri("").toString(),
                    "HOOKPRESS_KEY", SystemNode.API_KEY,
                    "HOOKPRESS_SECRET", node.secret.reveal()));
    client.needsNode();
    client.install();

    NodeProject.Ran built = client.run("npm", "run", "build");
    assertThat(built.status()).as(built.output()).isZero();
    NodeProject.Ran tested = client.run("npm", "test");
    assertThat(tested.status()).as(tested.output()).isZero();
    assertThat(tested.output()).contains("# pass 7", "# fail 0");
  }
}
