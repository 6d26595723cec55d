package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.HostedLink;
import java.time.Instant;

/** Signed links to hosted PDFs. */
public interface ResultLinks {
  /**
   * A link that is good from {@code now} for as long as the settings say.
   *
   * @param ordinal which of the job's documents, from 0
   */
  HostedLink link(ClientId client, JobId job, int ordinal, String filename, Instant now);
}
