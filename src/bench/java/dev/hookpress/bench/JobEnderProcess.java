package dev.hookpress.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a {@link JobEnder} in a separate JVM. */
final class JobEnderProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private JobEnderProcess(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Starts the process for a client whose callbacks go to one URL. */
  static JobEnderProcess start(Stage stage, String databaseUri, Tenant tenant, URI hook)
      throws IOException {
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            JobEnder.class.getName(),
            databaseUri,
            stage.redis().uri(),
            Stage.KEY,
            tenant.id().value().toString(),
            hook.toString());
    return new JobEnderProcess(
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Accepts and claims that many jobs. */
  void prepare(int jobs) throws IOException {
    ask("prepare " + jobs, JobEnder.READY);
  }

  /** Ends them at that rate; returns when the last one is committed. */
  void end(int perSecond) throws IOException {
    ask("end " + perSecond, JobEnder.ENDED);
  }

  private void ask(String command, String done) throws IOException {
    in.write(command + "\n");
    in.flush();
    String line = out.readLine();
    // Log lines arrive on the same stream.
    while (line != null && !line.equals(done)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("It has ended before it had done: " + command);
    }
  }

  /** Closes its standard input, which ends it. */
  @Override
  public void close() throws IOException {
    in.close();
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
