package dev.hookpress.job;

import java.util.List;

/** How one document ended. */
public sealed interface DocumentResult {
  /**
   * The PDF is where the client asked for it.
   *
   * @param bytes its size
   * @param fetchMillis time spent in fetching what it is made of; 0 for results that were stored
   *     before it was measured
   * @param renderMillis time spent in the renderer
   * @param uploadMillis time spent in storing
   * @param warnings what the client should know: CSS that is not supported, images left out
   */
  record Stored(
      int pages,
      long bytes,
      long fetchMillis,
      long renderMillis,
      long uploadMillis,
      List<String> warnings)
      implements DocumentResult {
    /** A PDF for which nothing had to be fetched. */
    public Stored(
        int pages, long bytes, long renderMillis, long uploadMillis, List<String> warnings) {
      this(pages, bytes, 0, renderMillis, uploadMillis, warnings);
    }

    /** Seconds from the first request for a source until the PDF was stored. */
    public double seconds() {
      return (fetchMillis + renderMillis + uploadMillis) / 1000.0;
    }
  }

  /** There is no PDF, or it could not be stored. */
  record Failed(FailureCode code, String message) implements DocumentResult {}
}
