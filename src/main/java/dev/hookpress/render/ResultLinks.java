package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.HostedLink;
import java.time.Instant;

/** Creates signed links to hosted PDFs. */
public interface ResultLinks {
  /**
   * Creates a link that is valid from {@code now} for the configured lifetime.
   *
   * @param ordinal index of the document in its job, from 0
   */
  HostedLink link(ClientId client, JobId job, int ordinal, String filename, Instant now);
}
