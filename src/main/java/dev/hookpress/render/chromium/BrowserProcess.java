package dev.hookpress.render.chromium;

import dev.hookpress.render.scratch.ScratchDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of one browser, its directory and its end. Thread-safe. */
final class BrowserProcess {
  private static final Logger LOG = LoggerFactory.getLogger(BrowserProcess.class);
  private static final int ERROR_BYTES = 2_000;
  private static final long EXIT_SECONDS = 5;
  private static final long KIBI = 1024;

  private final Process process;

  /** Done when the browser has ended and its directory is gone. */
  private final CompletableFuture<Void> gone;

  private final byte[] errors = new byte[ERROR_BYTES];
  private int errorBytes;

  /** Why this node has ended it; null unless it has. */
  private volatile BrowserEnd ended;

  /**
   * Takes over a browser that has been started.
   *
   * @param directory removed when the browser has ended
   */
  BrowserProcess(Process process, Path directory) {
    this.process = process;
    Thread reader = new Thread(this::readErrors, "chromium-errors-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    gone =
        process
            .onExit()
            .thenRunAsync(
                () -> {
                  endOthers(directory);
                  ScratchDirectory.delete(directory);
                });
  }

  /**
   * Ends what names the directory in its command: the browser's crash handlers, which are no
   * descendants of it, end with it unless they hang.
   */
  private static void endOthers(Path directory) {
    ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").contains(directory + "/"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return ended == null && process.isAlive();
  }

  InputStream answers() {
    return process.getInputStream();
  }

  OutputStream requests() {
    return process.getOutputStream();
  }

  /** Ends the browser and all that it has started; the first reason stands. */
  void end(BrowserEnd reason) {
    synchronized (this) {
      if (ended == null) {
        ended = reason;
      }
    }
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Why it has ended; a browser that has ended by itself has crashed. */
  BrowserEnd reason() {
    BrowserEnd own = ended;
    return own == null ? BrowserEnd.CRASHED : own;
  }

  /** Calls back when the browser has ended and its directory is gone, on another thread. */
  void onGone(Runnable done) {
    gone.whenComplete((nothing, failure) -> done.run());
  }

  /** Waits until the browser has ended and its directory is gone. Blocking, within some seconds. */
  void awaitEnd() {
    try {
      gone.get(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("Browser {} does not end: {}", pid(), e.toString());
    }
  }

  /** What the browser uses. */
  record Usage(long bytes, int processes) {}

  /**
   * Anonymous and shared memory of all its processes, as far as the system tells it; of the files
   * that are mapped, all browsers share the pages.
   */
  Usage usage() {
    List<Long> pids =
        Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
            .toList();
    return new Usage(pids.stream().mapToLong(BrowserProcess::memory).sum(), pids.size());
  }

  /** Anonymous and shared memory of a process; 0 if it has ended. */
  static long memory(long pid) {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("RssAnon:") || line.startsWith("RssShmem:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBI)
          .sum();
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** Reads to the end, so that the browser never waits, and keeps the first bytes. */
  private void readErrors() {
    byte[] piece = new byte[1_024];
    try (InputStream in = process.getErrorStream()) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        synchronized (errors) {
          int kept = Math.min(read, errors.length - errorBytes);
          System.arraycopy(piece, 0, errors, errorBytes, kept);
          errorBytes += kept;
        }
      }
    } catch (IOException closed) {
      LOG.debug("The errors of browser {} ended", pid(), closed);
    }
  }

  /** The first of what it has written to standard error. */
  String errors() {
    synchronized (errors) {
      return new String(errors, 0, errorBytes, StandardCharsets.UTF_8);
    }
  }
}
