package dev.hookpress.dialect;

import dev.hookpress.dialect.email.JobSummary;
import dev.hookpress.dialect.email.JobSummary.Ending;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The report on a job for its client, used in status replies and callbacks.
 *
 * @param documents at least one, in order
 * @param metadataJson the client's own JSON object; {@code "{}"} if none
 * @param blockedUntil the end of the client's block; always empty in a callback
 * @param archive the link to all files of the job in one ZIP ({@link Dialect#archive}); empty until
 *     the job has ended, and in a callback
 * @param uploading whether a file is on its way to the client's own storage; always false in a
 *     callback
 */
public record JobReport(
    JobId id,
    DialectName dialect,
    JobState state,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String metadataJson,
    List<DocumentReport> documents,
    Optional<Instant> blockedUntil,
    Optional<HostedLink> archive,
    boolean uploading) {

  /** Creates a report without a ZIP of all files, of a job that does not upload. */
  public JobReport(
      JobId id,
      DialectName dialect,
      JobState state,
      Instant createdAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      String metadataJson,
      List<DocumentReport> documents,
      Optional<Instant> blockedUntil) {
    this(
        id,
        dialect,
        state,
        createdAt,
        startedAt,
        endedAt,
        metadataJson,
        documents,
        blockedUntil,
        Optional.empty(),
        false);
  }

  /**
   * The report on one document of the job.
   *
   * @param request the document as requested; parts of it are never shown
   * @param result empty until the document has ended, and if the job was canceled first
   * @param link the download link; present if and only if the document is stored and hosted
   * @param moreLinks the links to the second and later files, if there are several
   */
  public record DocumentReport(
      Document request,
      Optional<DocumentResult> result,
      Optional<HostedLink> link,
      List<HostedLink> moreLinks) {
    /** Creates a report on a document with at most one file. */
    public DocumentReport(
        Document request, Optional<DocumentResult> result, Optional<HostedLink> link) {
      this(request, result, link, List.of());
    }

    /** Creates a report from the links to the document's files, in order. */
    public static DocumentReport of(
        Document request, Optional<DocumentResult> result, List<HostedLink> links) {
      return new DocumentReport(
          request,
          result,
          links.stream().findFirst(),
          links.isEmpty() ? links : links.subList(1, links.size()));
    }

    /**
     * Creates a report with a link to each file, if the files are stored and hosted.
     *
     * @param ordinal the document's index within the job, from 0
     * @param links creates the link to a file by number; the first file has the number {@code
     *     ordinal}
     */
    public static DocumentReport linked(
        Document request,
        Optional<DocumentResult> result,
        int ordinal,
        IntFunction<HostedLink> links) {
      int files =
          request.destination() instanceof Destination.Hosted
                  && result.orElse(null) instanceof DocumentResult.Stored stored
              ? stored.files().size()
              : 0;
      return of(
          request, result, IntStream.range(ordinal, ordinal + files).mapToObj(links).toList());
    }

    /** The link to one of the files, counted from 0. */
    public Optional<HostedLink> link(int file) {
      if (file == 0) {
        return link;
      }
      return file <= moreLinks.size() ? Optional.of(moreLinks.get(file - 1)) : Optional.empty();
    }

    /** The URL of the first part, if it has one; otherwise the file name. */
    public String source() {
      Part first = request.parts().isEmpty() ? null : request.parts().get(0);
      if (first instanceof Part.Url url) {
        return url.url().toString();
      }
      return first instanceof Part.PdfUrl url ? url.url().toString() : request.options().filename();
    }

    /** The requested destination. */
    public Destination destination() {
      return request.destination();
    }
  }

  /**
   * The summary of the job for an e-mail, in the native format's wording.
   *
   * @param shownId the job's id as its format shows it
   */
  public JobSummary summary(String shownId) {
    return new JobSummary(
        shownId,
        state.label(),
        documents.stream()
            .map(each -> new JobSummary.Result(each.source(), ending(each)))
            .toList());
  }

  private static Ending ending(DocumentReport document) {
    DocumentResult result = document.result().orElse(null);
    if (result instanceof DocumentResult.Stored stored) {
      return new Ending.Made("completed", stored.bytes(), stored.seconds(), document.link());
    }
    return result instanceof DocumentResult.Failed failed
        ? new Ending.NotMade("failed", failed.message())
        : new Ending.NotMade("canceled", "");
  }

  /** The state of a job whose documents have all ended: completed if at least one PDF is stored. */
  public static JobState ended(List<DocumentResult> results) {
    return results.stream().anyMatch(DocumentResult.Stored.class::isInstance)
        ? JobState.COMPLETED
        : JobState.FAILED;
  }
}
