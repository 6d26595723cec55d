package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private static final Path SOURCES = Path.of("src/test/clients/typescript");
  private static final Path DESCRIPTION = Path.of("src/main/resources/openapi.yaml");
  private static final long MINUTES = 3;

  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();

  @TempDir Path dir;

  @Test
  void theTypescriptClientCompilesAndWorks() throws Exception {
    Path client = Files.createDirectories(dir.resolve("src/test/clients/typescript"));
    copyTo(client);
    boolean installed =
        run(client, List.of("npm", "install", "--no-audit", "--no-fund", "--silent")).status() == 0;
    if (!installed) {
      System.err.println("Node.js or npm is not here: the generated client goes unchecked");
    }
    assumeTrue(installed, "Node.js or npm is not here");

    assertThat(run(client, List.of("npm", "run", "generate"))).matches(Ran::well);
    assertThat(run(client, List.of("npm", "run", "build"))).matches(Ran::well);
    assertThat(run(client, List.of("node", "out/js/use.js")).output())
        .endsWith("the generated client works\n");
  }

  @Test
  void theJavaClientCompilesAndWorks() throws Exception {
    Path client = Path.of("src/test/clients/java");
    Path own = Files.createDirectories(dir.resolve(client).resolve("src/main/java"));
    Files.copy(client.resolve("pom.xml"), dir.resolve(client).resolve("pom.xml"));
    Files.copy(client.resolve("src/main/java/Use.java"), own.resolve("Use.java"));
    copyDescription();

    Ran ran = run(dir.resolve(client), List.of("mvn", "-B", "-q", "compile", "exec:java"));
    assertThat(ran.output()).contains("the generated client works");
  }

  private void copyTo(Path client) throws IOException {
    for (String file : List.of("package.json", "tsconfig.json", "use.ts")) {
      Files.copy(SOURCES.resolve(file), client.resolve(file));
    }
    copyDescription();
  }

  private void copyDescription() throws IOException {
    Path description = dir.resolve(DESCRIPTION);
    Files.createDirectories(description.getParent());
    Files.copy(DESCRIPTION, description);
  }

  private record Ran(int status, String output) {
    boolean well() {
      return status == 0;
    }
  }

  private Ran run(Path where, List<String> command) throws Exception {
    Path output = dir.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of("HOOKPRESS_URL", node.uri("").toString(), "HOOKPRESS_KEY", SystemNode.API_KEY));
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      return new Ran(-1, missing.getMessage());
    }
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return new Ran(-1, Files.readString(output));
    }
    return new Ran(process.exitValue(), Files.readString(output));
  }
}
