package dev.hookpress.render;

import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.VerificationReport;
import dev.hookpress.render.process.ProcessVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.Optional;

/** Verifies the PDFs of documents on threads of its own, which wait for processes. */
public final class DocumentVerifier {
  private final Vertx vertx;
  private final Optional<ProcessVerifier> processes;
  private final WorkerExecutor threads;
  private final Duration longestWait;

  /**
   * Wraps the processes.
   *
   * @param processes empty: nothing can be verified here
   * @param count number of PDFs that are verified at once
   * @param longestWait of a PDF for its turn; those that wait are the node's claimed documents, so
   *     their number has a bound
   */
  public DocumentVerifier(
      Vertx vertx, Optional<ProcessVerifier> processes, int count, Duration longestWait) {
    this.vertx = vertx;
    this.processes = processes;
    this.threads = vertx.createSharedWorkerExecutor("verify", count);
    this.longestWait = longestWait;
  }

  /** The report; fails if the PDF has had to wait too long, and can be verified again. */
  Future<VerificationReport> verify(byte[] pdf, PdfFeatures features) {
    if (processes.isEmpty()) {
      return Future.succeededFuture(
          VerificationReport.undone("The module for it is not installed on this node"));
    }
    long from = System.nanoTime();
    return threads.executeBlocking(
        () -> {
          if (System.nanoTime() - from > longestWait.toNanos()) {
            throw new IllegalStateException("Too many PDFs wait for their verification");
          }
          return processes.get().verify(pdf, features);
        },
        false);
  }

  /** Ends the processes, within some seconds. */
  Future<Void> close() {
    return vertx
        .executeBlocking(
            () -> {
              processes.ifPresent(ProcessVerifier::close);
              return null;
            },
            false)
        .compose(ended -> threads.close());
  }
}
