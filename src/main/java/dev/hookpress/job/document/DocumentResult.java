package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/** How one document ended. */
public sealed interface DocumentResult {
  /**
   * The PDF is where the client asked for it; or the PDFs, or what was asked about one.
   *
   * @param pages of all files together
   * @param bytes of all files together
   * @param fetchMillis time spent in fetching what it is made of; 0 for results that were stored
   *     before it was measured
   * @param renderMillis time spent in the renderer
   * @param uploadMillis time spent in storing
   * @param warnings what the client should know: CSS that is not supported, images left out
   * @param files each one's size in bytes; several only of a split, none if properties were asked
   * @param properties what was found in the PDF, if that was asked
   */
  record Stored(
      int pages,
      long bytes,
      long fetchMillis,
      long renderMillis,
      long uploadMillis,
      List<String> warnings,
      List<Long> files,
      Optional<PdfProperties> properties)
      implements DocumentResult {
    public Stored {
      // Stored before there were others.
      files = files == null ? List.of(bytes) : files;
      properties = properties == null ? Optional.empty() : properties;
    }

    /** One PDF for which nothing had to be fetched. */
    public Stored(
        int pages, long bytes, long renderMillis, long uploadMillis, List<String> warnings) {
      this(pages, bytes, 0, renderMillis, uploadMillis, warnings, List.of(bytes), Optional.empty());
    }

    /** Seconds from the first request for a source until the PDF was stored. */
    public double seconds() {
      return (fetchMillis + renderMillis + uploadMillis) / 1000.0;
    }
  }

  /** There is no PDF, or it could not be stored. */
  record Failed(FailureCode code, String message) implements DocumentResult {}
}
