package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.RenderLimits;
import java.util.Optional;

/**
 * The limits of one rendering, asked by every callback that the engine offers: it cannot be
 * interrupted, so it is stopped from within. Libraries in between may swallow the exception, hence
 * the first refusal is kept.
 */
public final class RenderGuard {
  private final RenderLimits limits;
  private final long startNanos;
  private RenderAbort first;
  private int pages;
  private long pixels;

  public RenderGuard(RenderLimits limits) {
    this.limits = limits;
    this.startNanos = System.nanoTime();
  }

  public void checkDeadline() {
    if (System.nanoTime() - startNanos > limits.deadline().toNanos()) {
      abort(
          FailureCode.RENDER_TIMEOUT,
          "Rendering took longer than " + limits.deadline().toMillis() + " ms");
    }
  }

  /** Before pages are added. */
  public void addPages(int count) {
    checkDeadline();
    pages += count;
    checkPages(pages);
  }

  /** Whether a document may have so many, whatever was added before. */
  public void checkPages(int count) {
    if (count > limits.maxPages()) {
      abort(FailureCode.LIMIT_PAGES, "The document has more than " + limits.maxPages() + " pages");
    }
  }

  /** Before a counting pass is followed by the real one. */
  void forgetPages() {
    pages = 0;
  }

  /** When pages are taken out again. */
  void takeBackPages(int count) {
    pages -= count;
  }

  /** Before an image is decoded. */
  public void addPixels(long width, long height, String shownUri) {
    checkDeadline();
    long area = width * height;
    if (area > limits.maxImagePixels()) {
      abort(
          FailureCode.LIMIT_PIXELS,
          "The image %s has %,d pixels; %,d are allowed"
              .formatted(shownUri, area, limits.maxImagePixels()));
    }
    pixels += area;
    if (pixels > limits.maxTotalPixels()) {
      abort(
          FailureCode.LIMIT_PIXELS,
          "The document's images have more than %,d pixels together"
              .formatted(limits.maxTotalPixels()));
    }
  }

  /** Whether an image may be decoded; counts it if so. For those that can be left as they are. */
  public boolean hasRoomFor(long width, long height) {
    checkDeadline();
    long area = width * height;
    if (area > limits.maxImagePixels() || pixels + area > limits.maxTotalPixels()) {
      return false;
    }
    pixels += area;
    return true;
  }

  public void checkOutput(long bytes) {
    checkDeadline();
    if (bytes > limits.maxOutputBytes()) {
      abort(
          FailureCode.LIMIT_BYTES,
          "The PDF is larger than %,d bytes".formatted(limits.maxOutputBytes()));
    }
  }

  public void abort(FailureCode code, String message) {
    if (first == null) {
      first = new RenderAbort(code, message);
    }
    throw first;
  }

  public Optional<RenderedPdf.Rejected> rejection() {
    return Optional.ofNullable(first).map(RenderAbort::rejection);
  }

  long elapsedMillis() {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }
}
