package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PageRanges;
import dev.hookpress.render.pdf.GuardedOutput;
import dev.hookpress.render.pdf.RenderGuard;
import dev.hookpress.render.pdf.SourcePdf;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The context of one operation: its guard, and the PDFs that stay open until it ends. */
final class OperationContext implements AutoCloseable {
  /** The version of PDF that introduced them. */
  private static final float OBJECT_STREAMS = 1.5f;

  private final RenderGuard guard;
  private final Deque<PDDocument> open = new ArrayDeque<>();
  private long savedBytes;

  OperationContext(RenderGuard guard) {
    this.guard = guard;
  }

  RenderGuard guard() {
    return guard;
  }

  /** Opens a PDF; aborts through the guard if it is malformed or encrypted. */
  PDDocument open(byte[] bytes) {
    return kept(SourcePdf.open(bytes, guard));
  }

  /** Opens a PDF that may be encrypted. */
  PDDocument open(byte[] bytes, String password, String refusal) {
    return kept(SourcePdf.open(bytes, password, guard, refusal));
  }

  /** Creates an empty PDF. */
  PDDocument create() {
    return kept(new PDDocument());
  }

  /** Closes a PDF before the operation ends. */
  void close(PDDocument document) {
    open.remove(document);
    IOUtils.closeQuietly(document);
  }

  /** Resolves the ranges to page indices; aborts through the guard if a page does not exist. */
  List<Integer> resolve(List<PageRange> ranges, int pages) {
    PageRanges.Pages resolved = PageRanges.resolve(ranges, pages);
    if (resolved instanceof PageRanges.Pages.Missing missing) {
      guard.abort(FailureCode.PAGE_RANGE_INVALID, missing.message());
    }
    List<Integer> indices = ((PageRanges.Pages.Found) resolved).indices();
    guard.checkPages(indices.size());
    return indices;
  }

  /** Writes a result; the byte limit applies to all results together. */
  PageOutcome.Output save(PDDocument document) throws IOException {
    int pages = SourcePdf.pages(document, guard).size();
    GuardedOutput output = output();
    document.save(
        output,
        isOld(document)
            ? CompressParameters.NO_COMPRESSION
            : CompressParameters.DEFAULT_COMPRESSION);
    return written(output, pages);
  }

  /**
   * Whether a PDF is from before object streams and may claim a standard that forbids them, which
   * is PDF/A-1.
   */
  private static boolean isOld(PDDocument document) {
    return document.getVersion() < OBJECT_STREAMS
        && document.getDocumentCatalog().getMetadata() != null;
  }

  /** Begins a result; {@link #written} ends it before the next one begins. */
  GuardedOutput output() {
    return new GuardedOutput(guard, savedBytes);
  }

  /** Ends a result of so many pages. */
  PageOutcome.Output written(GuardedOutput output, int pages) {
    byte[] bytes = output.toByteArray();
    savedBytes += bytes.length;
    return new PageOutcome.Output(bytes, pages);
  }

  @Override
  public void close() {
    open.forEach(IOUtils::closeQuietly);
  }

  private PDDocument kept(PDDocument document) {
    open.push(document);
    return document;
  }
}
