package dev.hookpress.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A server of the distribution's, run for one test in a directory of its own. */
public final class InstalledProgram implements AutoCloseable {
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final Path log;

  private InstalledProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The program's path; where it is not installed, the test is passed over, and says so. */
  public static Path require(String name) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                // Not in everybody's path.
                Stream.of("/usr/sbin", "/usr/local/sbin"))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println(name + " is not installed: a test is passed over");
    }
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow();
  }

  /** Starts it; its output goes to a file of the directory. */
  public static InstalledProgram start(Path directory, List<String> command) {
    Path log = directory.resolve("output.log");
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      InstalledProgram program = new InstalledProgram(process, log);
      TestServers.register(program);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has written. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
