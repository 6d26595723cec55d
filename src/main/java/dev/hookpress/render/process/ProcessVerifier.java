package dev.hookpress.render.process;

import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.VerificationReport;
import dev.hookpress.render.prepared.RenderLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies PDFs in processes that do nothing else: what is in a PDF was made by strangers. One that
 * uses up its memory or its time ends its process, and its report says so. Thread-safe.
 */
public final class ProcessVerifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessVerifier.class);

  private final RenderProcesses processes;
  private final Duration deadline;

  private ProcessVerifier(RenderProcesses processes, Duration deadline) {
    this.processes = processes;
    this.deadline = deadline;
  }

  /**
   * Settings of the processes.
   *
   * @param folder with the libraries of the module
   * @param threads number of PDFs that are verified at once, at least 1
   * @param heapMebis heap of a process
   * @param deadline of one PDF
   * @param scratch directory that need not exist
   */
  public record Options(Path folder, int threads, int heapMebis, Duration deadline, Path scratch) {}

  /**
   * Starts the processes and returns when the first one is ready. Blocking.
   *
   * @throws UncheckedIOException if there is no module in the folder, or no process can be started
   */
  public static ProcessVerifier start(
      Options options, RenderLimits limits, ProcessEvents events, Instant now) {
    try {
      RenderProcesses processes =
          new RenderProcesses(
              // One more is always there.
              options.threads() - 1,
              options.heapMebis(),
              options.scratch(),
              new RequestFormat.Setup(limits, ""),
              events,
              ProcessProgram.verify(libraries(options.folder())));
      try {
        processes.start(now);
        return new ProcessVerifier(processes, options.deadline());
      } catch (IOException e) {
        processes.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("PDFs cannot be verified: " + e.getMessage(), e);
    }
  }

  private static List<Path> libraries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(Path::toAbsolutePath)
              .sorted()
              .toList();
      if (jars.isEmpty()) {
        throw new IOException(folder + " has no libraries");
      }
      return jars;
    } catch (IOException e) {
      throw new IOException("verify.path: " + e.getMessage(), e);
    }
  }

  /** Verifies a PDF, within about the deadline. Blocking. */
  public VerificationReport verify(byte[] pdf, PdfFeatures features) {
    Message request;
    try {
      request = VerificationFormat.request(pdf, features);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RenderProcess process = processes.take();
    AtomicBoolean over = new AtomicBoolean();
    Future<?> late =
        processes.after(
            deadline,
            () -> {
              if (over.compareAndSet(false, true)) {
                process.end(ProcessEnd.TIMEOUT);
              }
            });
    try {
      Optional<Message> answer = process.exchange(request, VerificationFormat.BOUNDS);
      if (answer.isPresent() && over.compareAndSet(false, true)) {
        VerificationReport report = VerificationFormat.report(answer.get());
        processes.give(process);
        return report;
      }
    } catch (IOException broken) {
      LOG.warn("Process {} broke the protocol: {}", process.pid(), broken.getMessage());
      process.end(ProcessEnd.CRASHED);
    } finally {
      late.cancel(false);
    }
    ProcessEnd reason = process.reason();
    processes.discard(process, reason);
    if (reason == ProcessEnd.KILLED || processes.isClosed()) {
      throw new IllegalStateException("The process that verified was killed");
    }
    return VerificationReport.undone(
        switch (reason) {
          case TIMEOUT ->
              "Verification did not end within %d ms and was stopped"
                  .formatted(deadline.toMillis());
          case OUT_OF_MEMORY ->
              "Verification takes more than the %,d MB that it may have"
                  .formatted(processes.heapMebis());
          default -> "Verification has ended its process";
        });
  }

  @Override
  public void close() {
    processes.close();
  }
}
