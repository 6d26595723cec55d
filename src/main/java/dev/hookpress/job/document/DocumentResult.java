package dev.hookpress.job.document;

import dev.hookpress.job.pdf.VerificationReport;
import java.util.List;
import java.util.Optional;

/** How one document ended. */
public sealed interface DocumentResult {
  /**
   * Success: the PDFs are at their destination, or the requested properties were read.
   *
   * @param pages of all files together
   * @param bytes of all files together
   * @param fetchMillis time spent fetching sources; 0 in results stored before it was measured
   * @param renderMillis time spent in the renderer
   * @param uploadMillis time spent storing the PDF
   * @param warnings warnings for the client, such as unsupported CSS or omitted images
   * @param files size of each file in bytes; more than one only for a split, empty for a properties
   *     request
   * @param properties properties of the PDF, if they were requested
   * @param engine what rendered the HTML parts; empty for operations, and in results stored before
   *     there was a choice
   * @param verification what was found of the finished PDF; empty if it was not verified
   */
  record Stored(
      int pages,
      long bytes,
      long fetchMillis,
      long renderMillis,
      long uploadMillis,
      List<String> warnings,
      List<Long> files,
      Optional<PdfProperties> properties,
      Optional<EngineOptions.Used> engine,
      Optional<VerificationReport> verification)
      implements DocumentResult {
    public Stored {
      // Null in results stored before these fields existed.
      files = files == null ? List.of(bytes) : files;
      properties = properties == null ? Optional.empty() : properties;
      engine = engine == null ? Optional.empty() : engine;
      verification = verification == null ? Optional.empty() : verification;
    }

    /** What no engine rendered. */
    public Stored(
        int pages,
        long bytes,
        long fetchMillis,
        long renderMillis,
        long uploadMillis,
        List<String> warnings,
        List<Long> files,
        Optional<PdfProperties> properties) {
      this(
          pages,
          bytes,
          fetchMillis,
          renderMillis,
          uploadMillis,
          warnings,
          files,
          properties,
          Optional.empty(),
          Optional.empty());
    }

    /** A copy that names the engine. */
    public Stored by(EngineOptions.Used used) {
      return by(used, 0, warnings);
    }

    /** A copy that names the engine, what it took more, and all warnings. */
    public Stored by(EngineOptions.Used used, long moreMillis, List<String> all) {
      return copy(renderMillis + moreMillis, all, Optional.of(used), verification);
    }

    /** A copy of a verified PDF. */
    public Stored verified(VerificationReport report) {
      return copy(renderMillis, warnings, engine, Optional.of(report));
    }

    private Stored copy(
        long millis,
        List<String> warned,
        Optional<EngineOptions.Used> used,
        Optional<VerificationReport> report) {
      return new Stored(
          pages, bytes, fetchMillis, millis, uploadMillis, warned, files, properties, used, report);
    }

    /** One PDF without fetched sources. */
    public Stored(
        int pages, long bytes, long renderMillis, long uploadMillis, List<String> warnings) {
      this(pages, bytes, 0, renderMillis, uploadMillis, warnings, List.of(bytes), Optional.empty());
    }

    /** Seconds from the first request for a source until the PDF was stored. */
    public double seconds() {
      return (fetchMillis + renderMillis + uploadMillis) / 1000.0;
    }
  }

  /**
   * There is no PDF, or it could not be stored.
   *
   * @param verification what was found of a PDF that did not pass; otherwise empty
   */
  record Failed(FailureCode code, String message, Optional<VerificationReport> verification)
      implements DocumentResult {
    public Failed {
      // Null in results stored before this field existed.
      verification = verification == null ? Optional.empty() : verification;
    }

    /** A document that failed before there was a PDF to verify. */
    public Failed(FailureCode code, String message) {
      this(code, message, Optional.empty());
    }
  }
}
