package dev.hookpress.api.jobs;

import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.jobs.JobView.DocumentView;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.HostedLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What clients are told of their jobs; a hosted PDF gets a new link, good from now. */
public final class JobReports {
  private final HostedLinks links;
  private final BlockLookup blocks;
  private final Duration linkLife;

  public JobReports(HostedLinks links, BlockLookup blocks, Duration linkLife) {
    this.links = links;
    this.blocks = blocks;
    this.linkLife = linkLife;
  }

  /** The whole of it. */
  public JobReport of(ClientId client, JobView job, Instant now) {
    List<DocumentReport> documents = new ArrayList<>();
    for (DocumentView document : job.documents()) {
      String filename = document.request().options().filename();
      documents.add(
          DocumentReport.linked(
              document.request(),
              document.result(),
              documents.size(),
              file -> link(client, job.id(), file, filename, now)));
    }
    return new JobReport(
        job.id(),
        job.dialect(),
        job.state(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt(),
        job.metadataJson(),
        documents,
        blocks.blockedUntil(client, now));
  }

  private HostedLink link(ClientId client, JobId job, int file, String filename, Instant now) {
    // Whole seconds, which is what links carry and answers show.
    Instant expires = Instant.ofEpochSecond(now.plus(linkLife).getEpochSecond());
    return new HostedLink(links.link(client, job, file, filename, expires), expires);
  }
}
