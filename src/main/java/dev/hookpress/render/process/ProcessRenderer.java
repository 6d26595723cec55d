package dev.hookpress.render.process;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.template.TemplateCheck;
import dev.hookpress.template.TemplateFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders each document in a process that has no other. A document that uses up its memory, its
 * time or its process fails by itself, typed and at its first try. So does a template that is
 * checked. Thread-safe.
 */
public final class ProcessRenderer implements DocumentRenderer {
  /** Layout stops by itself at the deadline, at the next line or page. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** A process that others have ended is no fault of its document, the first two times. */
  private static final int MAX_TRIES = 3;

  /** For compiling a template of at most a megabyte, which takes milliseconds. */
  private static final Duration CHECK_BOUND = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ProcessRenderer.class);

  private final RenderProcesses processes;

  /** The longest turn of another check or drawing, with its grace. */
  private static final Duration TURN = Duration.ofSeconds(15);

  /** One at a time: documents have a process each, and the spare one is left. */
  private final Semaphore beside = new Semaphore(1, true);

  private ProcessRenderer(RenderProcesses processes) {
    this.processes = processes;
  }

  /**
   * Settings of the processes.
   *
   * @param threads number of documents that are rendered at once; 0: only templates are checked
   * @param heapMebis heap of a process
   * @param fontsDir directory of the operator's fonts
   * @param archives directory for Java's class archive; need not exist
   */
  public record Options(int threads, int heapMebis, Optional<Path> fontsDir, Path archives) {}

  /**
   * Starts the processes and returns when the first one is ready. Blocking.
   *
   * @param now of the pages that warm processes up
   * @throws UncheckedIOException if no process can be started, or the operator's fonts cannot be
   *     read
   */
  public static ProcessRenderer start(
      Options options, RenderLimits limits, ProcessEvents events, Instant now) {
    String fonts = options.fontsDir().map(it -> it.toAbsolutePath().toString()).orElse("");
    RenderProcesses processes =
        new RenderProcesses(
            options.threads(),
            options.heapMebis(),
            options.archives(),
            new RequestFormat.Setup(limits, fonts),
            events,
            ProcessProgram.RENDER);
    try {
      processes.start(now);
      return new ProcessRenderer(processes);
    } catch (IOException e) {
      processes.close();
      throw new UncheckedIOException("Documents cannot be rendered: " + e.getMessage(), e);
    }
  }

  /** The longest time of one call with the whole deadline, but for the start of a process. */
  public static Duration bound(Duration deadline) {
    return deadline.plus(grace(deadline)).multipliedBy(MAX_TRIES);
  }

  private static Duration grace(Duration deadline) {
    return deadline.compareTo(GRACE) < 0 ? deadline : GRACE;
  }

  @Override
  public RenderAnswer render(RenderRequest request, Consumer<Throwable> faults) {
    Message message;
    try {
      message = RequestFormat.request(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AssetType result =
        request.operation().map(PdfOperation::result).orElseGet(request.options()::result);
    Duration left = request.left().isNegative() ? Duration.ZERO : request.left();
    Duration bound = left.plus(grace(processes.limits().deadline()));
    ProcessEnd reason = ProcessEnd.KILLED;
    for (int tries = 0; tries < MAX_TRIES && reason == ProcessEnd.KILLED; tries++) {
      RenderProcess process = processes.take();
      Optional<AnswerFormat.Read> read =
          exchange(process, message, bound, it -> AnswerFormat.answer(it, result));
      if (read.isPresent()) {
        read.get().faults().forEach(it -> faults.accept(new EngineFault(it)));
        return read.get().answer();
      }
      reason = process.reason();
      processes.discard(process, reason);
      if (processes.isClosed()) {
        throw new IllegalStateException("The render processes were closed");
      }
    }
    return rejection(reason);
  }

  @Override
  public TemplateCheck check(TemplateLanguage language, String template) {
    enter();
    try {
      return TemplateCheck.of(
          language, template, fault(RequestFormat.check(new TemplateSource(language, template))));
    } finally {
      beside.release();
    }
  }

  @Override
  public RenderAnswer draw(RenderRequest request) {
    enter();
    try {
      return render(request, fault -> {});
    } finally {
      beside.release();
    }
  }

  private void enter() {
    try {
      if (!beside.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Too many templates are being checked or drawn");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private Optional<TemplateFault> fault(Message check) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      RenderProcess process = processes.take();
      Optional<Optional<TemplateFault>> read =
          exchange(process, check, CHECK_BOUND, AnswerFormat::checked);
      if (read.isPresent()) {
        return read.get();
      }
      ProcessEnd reason = process.reason();
      processes.discard(process, reason);
      if (reason != ProcessEnd.KILLED) {
        return Optional.of(
            new TemplateFault(
                FailureCode.TEMPLATE_INVALID,
                "Compiling this template takes more than it may (" + reason.label() + ")."));
      }
    }
    throw new IllegalStateException("The processes that check templates were killed");
  }

  /** Reads an answer; fails if it breaks the protocol. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(Message answer) throws IOException;
  }

  /** Empty if the process has ended, or is ended, without an answer. */
  private <T> Optional<T> exchange(
      RenderProcess process, Message message, Duration bound, Reader<T> reader) {
    AtomicBoolean over = new AtomicBoolean();
    Future<?> late =
        processes.after(
            bound,
            () -> {
              if (over.compareAndSet(false, true)) {
                process.end(ProcessEnd.TIMEOUT);
              }
            });
    try {
      Optional<Message> answer =
          process.exchange(message, AnswerFormat.bounds(processes.limits().maxOutputBytes()));
      if (answer.isEmpty() || !over.compareAndSet(false, true)) {
        return Optional.empty();
      }
      T read = reader.read(answer.get());
      processes.give(process);
      return Optional.of(read);
    } catch (IOException broken) {
      LOG.warn("Render process {} broke the protocol: {}", process.pid(), broken.getMessage());
      process.end(ProcessEnd.CRASHED);
      return Optional.empty();
    } finally {
      late.cancel(false);
    }
  }

  private RenderAnswer rejection(ProcessEnd reason) {
    RenderedPdf.Rejected rejected =
        switch (reason) {
          case OUT_OF_MEMORY ->
              new RenderedPdf.Rejected(
                  FailureCode.RENDER_OUT_OF_MEMORY,
                  "Rendering this document takes more than the %,d MB that it may have"
                      .formatted(processes.heapMebis()));
          case TIMEOUT ->
              new RenderedPdf.Rejected(
                  FailureCode.RENDER_TIMEOUT,
                  "Rendering did not end within %d ms and was stopped"
                      .formatted(processes.limits().deadline().toMillis()));
          default ->
              new RenderedPdf.Rejected(
                  FailureCode.RENDER_CRASHED,
                  "Rendering this document has ended its renderer; it is not tried again.");
        };
    return new RenderAnswer.Finished(rejected);
  }

  /** A failure of the layout engine in a process, with its stack trace as text. */
  private static final class EngineFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFault(String trace) {
      super(trace, null, false, false);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
