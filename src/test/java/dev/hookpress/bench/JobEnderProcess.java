package dev.hookpress.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link JobEnder} in a JVM of its own; its jobs are ready. */
final class JobEnderProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private JobEnderProcess(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it, and waits until its jobs are accepted and claimed. */
  static JobEnderProcess start(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx512m");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), JobEnder.class.getName()));
    line.addAll(arguments);
    JobEnderProcess started =
        new JobEnderProcess(
            new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    try {
      started.await("ready");
      return started;
    } catch (RuntimeException | IOException e) {
      started.close();
      throw e;
    }
  }

  /** Ends its jobs at their pace, and returns when the last is on disk. */
  void run() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    await("ended");
  }

  private void await(String word) throws IOException {
    String line = out.readLine();
    while (line != null && !line.equals(word)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("It ended before it was " + word);
    }
  }

  @Override
  public void close() throws IOException {
    // Its input ends, if it still waits for that.
    process.getOutputStream().close();
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
