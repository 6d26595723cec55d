package dev.hookpress.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.NodeProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redocly and Spectral have nothing to say about {@code openapi.yaml}. Needs Node.js and npm's
 * registry; without them it is skipped, and says so.
 */
@Tag("slow")
class LintIT {
  private static final Path DESCRIPTION = Path.of("src/main/resources/openapi.yaml");

  @TempDir Path dir;

  @Test
  void lintersAreSilent() throws Exception {
    NodeProject lint = NodeProject.copy(Path.of("src/test/lint"), dir);
    lint.install();
    String document = DESCRIPTION.toAbsolutePath().toString();

    NodeProject.Ran redocly =
        lint.run(
            "npx", "redocly", "lint", "--config", "redocly.yaml", "--format", "json", document);
    NodeProject.Ran spectral =
        lint.run("npx", "spectral", "lint", "-r", "spectral.yaml", "-F", "hint", document);

    assertThat(redocly.output()).contains("\"errors\": 0", "\"warnings\": 0");
    assertThat(redocly.status()).as(redocly.output()).isZero();
    assertThat(spectral.output()).contains("No results");
    assertThat(spectral.status()).as(spectral.output()).isZero();
  }
}
