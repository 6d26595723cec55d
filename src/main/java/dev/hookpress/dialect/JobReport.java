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
 * What a client is told of a job, when it asks and when the job has ended.
 *
 * @param documents at least one, in order
 * @param metadataJson the client's own JSON object; {@code "{}"} if none
 * @param blockedUntil the end of the client's block; always empty in a callback
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
    Optional<Instant> blockedUntil) {

  /**
   * One of its documents.
   *
   * @param request what was asked for; never all of it is shown
   * @param result empty until it has ended, and if the job was canceled before
   * @param link where to fetch it: present if, and only if, it is stored and hosted
   * @param moreLinks to the files after the first, where there are several
   */
  public record DocumentReport(
      Document request,
      Optional<DocumentResult> result,
      Optional<HostedLink> link,
      List<HostedLink> moreLinks) {
    /** A document of one file at most. */
    public DocumentReport(
        Document request, Optional<DocumentResult> result, Optional<HostedLink> link) {
      this(request, result, link, List.of());
    }

    /** The same, its links in order. */
    public static DocumentReport of(
        Document request, Optional<DocumentResult> result, List<HostedLink> links) {
      return new DocumentReport(
          request,
          result,
          links.stream().findFirst(),
          links.isEmpty() ? links : links.subList(1, links.size()));
    }

    /**
     * The same, with a link to each of its files, if they are stored and hosted.
     *
     * @param ordinal which of the job's documents, from 0
     * @param links makes the link to a file by its number: the ordinal, and counted on from there
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

    /** Where to fetch one of its files, counted from 0. */
    public Optional<HostedLink> link(int file) {
      if (file == 0) {
        return link;
      }
      return file <= moreLinks.size() ? Optional.of(moreLinks.get(file - 1)) : Optional.empty();
    }

    /** The first part's URL, if it has one; else the file's name. */
    public String source() {
      Part first = request.parts().isEmpty() ? null : request.parts().get(0);
      if (first instanceof Part.Url url) {
        return url.url().toString();
      }
      return first instanceof Part.PdfUrl url ? url.url().toString() : request.options().filename();
    }

    /** Where it was to go. */
    public Destination destination() {
      return request.destination();
    }
  }

  /**
   * What an e-mail says of the job, in the native format's words.
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

  /** The state of a job all of whose documents have ended: one PDF is enough to have completed. */
  public static JobState ended(List<DocumentResult> results) {
    return results.stream().anyMatch(DocumentResult.Stored.class::isInstance)
        ? JobState.COMPLETED
        : JobState.FAILED;
  }
}
