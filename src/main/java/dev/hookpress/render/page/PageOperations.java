package dev.hookpress.render.page;

import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.FormData;
import dev.hookpress.job.document.PdfEdit;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperationCases;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.Watermark;
import dev.hookpress.render.pdf.RenderGuard;
import dev.hookpress.render.prepared.RenderLimits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Runs operations on finished PDFs.
 *
 * <p>Thread-safe.
 */
public final class PageOperations {
  private final RenderLimits limits;

  /**
   * Creates the operations.
   *
   * @param limits deadline, pages, pixels, bytes and number of sources apply to one operation, over
   *     all its inputs and results
   */
  public PageOperations(RenderLimits limits) {
    this.limits = limits;
  }

  /**
   * Runs an operation on the calling thread, for at most about the deadline. Every fault of the
   * operation or its inputs is returned as a {@link PageOutcome.Rejected}; only a fatal error of
   * the virtual machine is thrown.
   *
   * @param inputs in the order of the operation; combining and inserting take several, a watermark
   *     two, every other operation one
   */
  public PageOutcome apply(PdfOperation operation, List<byte[]> inputs) {
    return apply(operation, inputs, System.nanoTime());
  }

  /**
   * The same, as one of several operations on a document.
   *
   * @param startNanos of {@link System#nanoTime}, from which the deadline of all of them counts
   */
  public PageOutcome apply(PdfOperation operation, List<byte[]> inputs, long startNanos) {
    Optional<PageOutcome> refused = refusal(operation, inputs);
    if (refused.isPresent()) {
      return refused.get();
    }
    RenderGuard guard = new RenderGuard(limits, startNanos);
    try (OperationContext context = new OperationContext(guard)) {
      PageOutcome outcome = operation.match(new Run(inputs, context));
      return rejection(guard).orElse(outcome);
    } catch (IOException
        | RuntimeException
        | StackOverflowError
        | LinkageError
        | AssertionError e) {
      return rejection(guard).orElseGet(() -> failed(e));
    }
  }

  private Optional<PageOutcome> refusal(PdfOperation operation, List<byte[]> inputs) {
    Optional<PageOutcome> problem =
        operation.problem().map(it -> new PageOutcome.Rejected(it.code(), it.message()));
    if (problem.isPresent()) {
      return problem;
    }
    int wanted = inputsWanted(operation, inputs.size());
    if (inputs.size() != wanted || inputs.size() > limits.maxSources()) {
      return Optional.of(
          new PageOutcome.Rejected(
              FailureCode.SOURCE_INVALID,
              inputs.size() == wanted
                  ? "There are more than " + limits.maxSources() + " source PDFs"
                  : "The operation takes %d source PDFs, not %d".formatted(wanted, inputs.size())));
    }
    return Optional.empty();
  }

  private static int inputsWanted(PdfOperation operation, int given) {
    if (operation instanceof PdfOperation.Combine combine) {
      return combine.ranges().size();
    }
    if (operation instanceof PdfOperation.Insert insert) {
      int named =
          1 + insert.insertions().stream().mapToInt(PdfOperation.Insertion::input).max().orElse(0);
      return Math.max(named, given);
    }
    return operation instanceof Watermark ? 2 : 1;
  }

  /** Implements each operation; the number of inputs has been checked. */
  private record Run(List<byte[]> inputs, OperationContext context)
      implements PdfOperationCases<PageOutcome, IOException> {
    @Override
    public PageOutcome combine(PdfOperation.Combine operation) throws IOException {
      return Combining.combine(operation, inputs, context);
    }

    @Override
    public PageOutcome insert(PdfOperation.Insert operation) throws IOException {
      return Combining.insert(operation, inputs, context);
    }

    @Override
    public PageOutcome split(PdfOperation.Split operation) throws IOException {
      return Splitting.split(operation, inputs.get(0), context);
    }

    @Override
    public PageOutcome arrange(PdfOperation.Arrange operation) throws IOException {
      return Arranging.arrange(operation.steps(), inputs.get(0), context);
    }

    @Override
    public PageOutcome protect(PdfOperation.Protect operation) throws IOException {
      return Protection.protect(operation, inputs.get(0), context);
    }

    @Override
    public PageOutcome unprotect(PdfOperation.Unprotect operation) throws IOException {
      return Protection.remove(operation, inputs.get(0), context);
    }

    @Override
    public PageOutcome compress(PdfOperation.Compress operation) throws IOException {
      return Compression.compress(operation.strength(), inputs.get(0), context);
    }

    @Override
    public PageOutcome properties(PdfOperation.Properties operation) throws IOException {
      return Inspection.inspect(operation, inputs.get(0), context);
    }

    @Override
    public PageOutcome create(CreatePdf operation) throws IOException {
      return ImagePages.create(operation, inputs.get(0), context);
    }

    @Override
    public PageOutcome toImages(PdfToImages operation) throws IOException {
      return PageImages.draw(operation, inputs.get(0), context);
    }

    @Override
    public PageOutcome form(FormData operation) throws IOException {
      return operation.valuesJson().isPresent()
          ? FormValues.fill(operation.valuesJson().get(), inputs.get(0), context)
          : FormValues.read(inputs.get(0), context);
    }

    @Override
    public PageOutcome edit(PdfEdit operation) throws IOException {
      return Editing.edit(operation, inputs.get(0), context);
    }

    @Override
    public PageOutcome watermark(Watermark operation) throws IOException {
      return Watermarking.mark(operation, inputs, context);
    }
  }

  private static Optional<PageOutcome> rejection(RenderGuard guard) {
    return guard.rejection().map(it -> new PageOutcome.Rejected(it.code(), it.message()));
  }

  private static PageOutcome failed(Throwable cause) {
    String what =
        cause instanceof StackOverflowError
            ? "A source PDF is nested too deeply"
            : "The source PDFs could not be worked on (" + cause.getClass().getSimpleName() + ")";
    return new PageOutcome.Rejected(FailureCode.RENDER_FAILED, what);
  }
}
