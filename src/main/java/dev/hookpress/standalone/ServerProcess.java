package dev.hookpress.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that runs as a child process until it is stopped; its output goes to the log. */
final class ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  /** Output lines kept to explain a failed start. */
  private static final int LINES_KEPT = 12;

  private final String name;
  private final Process process;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  private ServerProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts the process and waits until it reports that it is ready.
   *
   * @param readyText a part of the line that reports it
   * @param patience how long that may take; then the process is killed
   * @throws IOException with its last output if it exits before, or is not ready in time
   */
  static ServerProcess start(
      String name, List<String> command, Path directory, String readyText, Duration patience)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    ServerProcess server = new ServerProcess(name, process);
    Thread reader = new Thread(() -> server.readOutput(readyText), name + "-output");
    reader.setDaemon(true);
    reader.start();
    server.awaitReady(patience);
    return server;
  }

  private void readOutput(String readyText) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LOG.debug("{}: {}", name, line);
        synchronized (lastLines) {
          lastLines.addLast(line.strip());
          if (lastLines.size() > LINES_KEPT) {
            lastLines.removeFirst();
          }
        }
        if (line.contains(readyText)) {
          ready.complete(null);
        }
      }
    } catch (IOException closed) {
      LOG.debug("{} closed its output", name, closed);
    }
    ready.completeExceptionally(new IOException(name + " ended before it was ready: " + tail()));
  }

  private void awaitReady(Duration patience) throws IOException {
    try {
      ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      process.destroyForcibly();
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new IOException(
          name + " was not ready after " + patience.toSeconds() + " s: " + tail(), e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + name + " started", e);
    }
  }

  private String tail() {
    synchronized (lastLines) {
      return String.join(" | ", lastLines);
    }
  }

  /**
   * Stops the process with increasingly strong signals; returns when it has exited, or after the
   * last step.
   */
  void stop(List<LeftoverProcesses.Step> steps) throws IOException {
    for (LeftoverProcesses.Step step : steps) {
      if (!process.isAlive()) {
        return;
      }
      step.signal().sendTo(process.pid());
      try {
        if (process.waitFor(step.patience().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return;
      }
      LOG.warn("{} did not end within {} of {}", name, step.patience(), step.signal());
    }
  }
}
