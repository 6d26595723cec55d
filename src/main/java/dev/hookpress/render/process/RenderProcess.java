package dev.hookpress.render.process;

import dev.hookpress.render.scratch.ScratchDirectory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One render process: its pipes, its directory and its end. Used by one thread at a time. */
final class RenderProcess {
  private static final Logger LOG = LoggerFactory.getLogger(RenderProcess.class);
  private static final int PIPE_BYTES = 64 * 1024;
  private static final long EXIT_SECONDS = 5;
  private static final int LOGGED_LINES = 50;
  private static final int LOGGED_CHARACTERS = 500;
  private static final long PAGE_BYTES = 4_096;

  private final Process process;
  private final Path directory;
  private final OutputStream requests;
  private final InputStream answers;

  /** Done when the process has ended and its directory is gone. */
  private final Future<?> removed;

  /** Why this node has ended it; null unless it has. */
  private volatile ProcessEnd ended;

  private int documents;

  /**
   * Takes over a process that has been started.
   *
   * @param directory removed when the process has ended
   */
  RenderProcess(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    this.requests = new BufferedOutputStream(process.getOutputStream(), PIPE_BYTES);
    this.answers = new BufferedInputStream(process.getInputStream(), PIPE_BYTES);
    Thread errors = new Thread(this::logErrors, "render-errors-" + process.pid());
    errors.setDaemon(true);
    errors.start();
    removed = process.onExit().thenRun(() -> ScratchDirectory.delete(directory));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return ended == null && process.isAlive();
  }

  int documents() {
    return documents;
  }

  /**
   * Sends a message and reads the answer; empty if the process ends before it has answered.
   *
   * @throws IOException if the answer breaks the protocol
   */
  Optional<Message> exchange(Message request, Message.Bounds bounds) throws IOException {
    documents++;
    try {
      request.write(requests);
    } catch (IOException closed) {
      // The process has ended, or is about to: there is no answer.
      return Optional.empty();
    }
    return Message.read(answers, bounds);
  }

  /** Ends the process and all that it has started, for a reason of this node's. */
  void end(ProcessEnd reason) {
    if (ended == null) {
      ended = reason;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Calls back when the process has ended, on another thread. */
  void onExit(Runnable done) {
    process.onExit().thenRun(done);
  }

  /**
   * Why the process has ended; waits for its end and until its directory is removed. Blocking,
   * within some seconds.
   */
  ProcessEnd reason() {
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        // It has closed its pipe and goes on.
        end(ProcessEnd.CRASHED);
      }
      removed.get(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("{} does not end: {}", this, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ProcessEnd.KILLED;
    }
    ProcessEnd own = ended;
    if (own != null) {
      return own;
    }
    return process.isAlive() ? ProcessEnd.CRASHED : ProcessEnd.of(process.exitValue());
  }

  /** Resident memory, if the system tells it. */
  long residentBytes() {
    try {
      String pages = Files.readString(Path.of("/proc", Long.toString(pid()), "statm"));
      return Long.parseLong(pages.split(" ")[1]) * PAGE_BYTES;
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** Reads to the end, so that the process never waits, and logs the first lines. */
  private void logErrors() {
    try (BufferedReader errors =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8), 1_024)) {
      char[] line = new char[LOGGED_CHARACTERS];
      int length = 0;
      int lines = 0;
      for (int c = errors.read(); c >= 0; c = errors.read()) {
        if (c == '\n' || length == line.length) {
          if (length > 0 && lines++ < LOGGED_LINES) {
            LOG.warn("Render process {}: {}", pid(), new String(line, 0, length));
          }
          length = 0;
        }
        if (c >= ' ') {
          line[length++] = (char) c;
        }
      }
    } catch (IOException closed) {
      LOG.debug("The errors of render process {} ended", pid(), closed);
    }
  }

  @Override
  public String toString() {
    return "render process " + pid() + " in " + directory;
  }
}
