package dev.hookpress.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A project of Node.js, copied to a folder of its own so that nothing is installed among the
 * sources.
 */
public final class NodeProject {
  private static final long MINUTES = 10;

  private final Path folder;
  private final Map<String, String> environment;

  private NodeProject(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** Copies a project's files. */
  public static NodeProject copy(Path sources, Path folder) {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> !each.toString().contains("node_modules")).toList()) {
        Path target = folder.resolve(sources.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new NodeProject(folder, Map.of());
  }

  /** The same project, run with more variables. */
  public NodeProject with(Map<String, String> variables) {
    return new NodeProject(folder, variables);
  }

  /** Installs its dependencies; ends the test as skipped, and says so, where that is impossible. */
  public void install() throws InterruptedException {
    Ran ran =
        run(
            "npm",
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
            "--fetch-retries=1",
            "--fetch-timeout=20000");
    skipUnless(ran.status() == 0, "npm and its registry");
  }

  /** Ends the test as skipped, and says so, where Node.js is missing or older than 20. */
  public void needsNode() throws InterruptedException {
    String version = run("node", "--version").output().strip();
    boolean recent = version.matches("v[0-9]+\\..*");
    skipUnless(
        recent && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= 20,
        "Node.js 20 or later");
  }

  private static void skipUnless(boolean there, String what) {
    if (!there) {
      System.err.println(what + " is not here: a test is passed over");
    }
    assumeTrue(there, what + " is not here");
  }

  /** How a program ended, and what it printed; -1 if it could not be started or did not end. */
  public record Ran(int status, String output) {}

  /** Runs a program in the folder of the project, for ten minutes at most. */
  public Ran run(String... command) throws InterruptedException {
    return run(folder, environment, List.of(command));
  }

  /** Runs a program in a folder, for ten minutes at most. */
  public static Ran run(Path folder, Map<String, String> variables, List<String> command)
      throws InterruptedException {
    try {
      Path output = Files.createTempFile("output", ".txt");
      try {
        return run(folder, variables, command, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException missing) {
      return new Ran(-1, missing.getMessage());
    }
  }

  private static Ran run(
      Path folder, Map<String, String> variables, List<String> command, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return new Ran(-1, Files.readString(output));
    }
    return new Ran(process.exitValue(), Files.readString(output));
  }
}
