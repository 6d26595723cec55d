package dev.hookpress.dialect.email;

import dev.hookpress.job.document.HostedLink;
import java.util.List;
import java.util.Optional;

/**
 * An ended job as people are told of it, in the words of its dialect. All texts may be hostile.
 *
 * @param jobId as the dialect shows it
 * @param status the final one
 * @param results at least one, in order
 */
public record JobSummary(String jobId, String status, List<Result> results) {

  /**
   * One document's end.
   *
   * @param source the URL that was asked for, or else a name
   */
  public record Result(String source, Ending ending) {}

  /** How it ended. */
  public sealed interface Ending {
    /**
     * There is a PDF.
     *
     * @param status the dialect's word for it
     * @param link where to fetch it; empty if it was stored where the client asked
     */
    record Made(String status, long bytes, double seconds, Optional<HostedLink> link)
        implements Ending {}

    /**
     * There is none.
     *
     * @param status the dialect's word for it
     * @param reason for people; empty if the job was canceled before
     */
    record NotMade(String status, String reason) implements Ending {}
  }
}
