package dev.hookpress.arch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.NodeProject;
import dev.hookpress.support.NodeProject.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Compose file is valid by the Compose Specification's schema, and the ServiceMonitor by that
 * of the Prometheus Operator. Both schemas are npm's; without it the test is skipped, and says so.
 * {@link ManifestsTest} checks Kubernetes' own objects, and that the ServiceMonitor has no unknown
 * fields, which its schema permits.
 */
@Tag("slow")
class ManifestSchemasIT {
  private static final Path COMPOSE = Path.of("config/compose.yaml").toAbsolutePath();
  private static final Path MANIFESTS =
      Path.of("config/kubernetes/hookpress.yaml").toAbsolutePath();

  @TempDir Path dir;

  @Test
  void theComposeFileAndTheServiceMonitorAreValidAndMistakesWouldBeFound() throws Exception {
    NodeProject schemas = NodeProject.copy(Path.of("src/test/schemas"), dir.resolve("schemas"));
    schemas.needsNode();
    schemas.install();

    assertThat(check(schemas, COMPOSE, MANIFESTS)).isEqualTo("0 faults; 1 ServiceMonitor\n");
    assertThat(check(schemas, changed(COMPOSE, "mem_limit", "memory_limit"), MANIFESTS))
        .startsWith("/services/hookpress must NOT have additional properties\n1 faults");
    assertThat(check(schemas, COMPOSE, changed(MANIFESTS, "interval: 15s", "interval: often")))
        .contains("/spec/endpoints/0/interval must match pattern")
        .contains("\n1 faults");
  }

  private static String check(NodeProject schemas, Path compose, Path manifests) throws Exception {
    Ran ran = schemas.run("node", "schemas.mjs", compose.toString(), manifests.toString());
    return ran.output();
  }

  private Path changed(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    return Files.writeString(dir.resolve(file.getFileName()), text.replace(from, to));
  }
}
