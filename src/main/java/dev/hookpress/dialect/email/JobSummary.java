package dev.hookpress.dialect.email;

import dev.hookpress.job.document.HostedLink;
import java.util.List;
import java.util.Optional;

/**
 * The summary of an ended job for people, in the wording of its dialect. All texts are untrusted.
 *
 * @param jobId the job's id as its dialect shows it
 * @param status the final status
 * @param results at least one, in order
 */
public record JobSummary(String jobId, String status, List<Result> results) {

  /**
   * The result of one document.
   *
   * @param source the requested URL, or otherwise a name
   */
  public record Result(String source, Ending ending) {}

  /** The outcome of a document. */
  public sealed interface Ending {
    /**
     * A PDF was made.
     *
     * @param status the dialect's word for this outcome
     * @param link the download link; empty if the PDF was stored at the client's destination
     */
    record Made(String status, long bytes, double seconds, Optional<HostedLink> link)
        implements Ending {}

    /**
     * No PDF was made.
     *
     * @param status the dialect's word for this outcome
     * @param reason for people; empty if the job was canceled first
     */
    record NotMade(String status, String reason) implements Ending {}
  }
}
