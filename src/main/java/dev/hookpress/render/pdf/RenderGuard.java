package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.RenderLimits;
import java.util.Optional;

/**
 * Enforces the limits of one rendering, from every callback that the engine offers: the engine
 * cannot be interrupted, so a callback throws. Libraries in between may swallow the exception, so
 * the first refusal is kept.
 */
public final class RenderGuard {
  private final RenderLimits limits;
  private final long startNanos;
  private RenderAbort first;
  private int pages;
  private long pixels;

  public RenderGuard(RenderLimits limits) {
    this(limits, System.nanoTime());
  }

  /**
   * Guards a part of a rendering that has begun.
   *
   * @param startNanos of {@link System#nanoTime}, from which the deadline counts
   */
  public RenderGuard(RenderLimits limits, long startNanos) {
    this.limits = limits;
    this.startNanos = startNanos;
  }

  public void checkDeadline() {
    if (System.nanoTime() - startNanos > limits.deadline().toNanos()) {
      abort(
          FailureCode.RENDER_TIMEOUT,
          "Rendering took longer than " + limits.deadline().toMillis() + " ms");
    }
  }

  /** Call before pages are added. */
  public void addPages(int count) {
    checkDeadline();
    pages += count;
    checkPages(pages);
  }

  /** Checks that a document may have so many pages, independently of the count so far. */
  public void checkPages(int count) {
    if (count > limits.maxPages()) {
      abort(FailureCode.LIMIT_PAGES, "The document has more than " + limits.maxPages() + " pages");
    }
  }

  /** Resets the page count between a counting pass and the real one. */
  void forgetPages() {
    pages = 0;
  }

  /** Subtracts pages that are removed again. */
  void takeBackPages(int count) {
    pages -= count;
  }

  /** Call before an image is decoded. */
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

  /** Whether an image may be decoded; counts it if so. For images that are optional. */
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
