package dev.hookpress.api.jobs;

import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.jobs.JobView.DocumentView;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.HostedLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the reports that clients read of their jobs, with a new signed link to each hosted PDF.
 */
public final class JobReports {
  private final HostedLinks links;
  private final BlockLookup blocks;
  private final Duration linkLife;

  public JobReports(HostedLinks links, BlockLookup blocks, Duration linkLife) {
    this.links = links;
    this.blocks = blocks;
    this.linkLife = linkLife;
  }

  /** The report of a job as of {@code now}. */
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
        blocks.blockedUntil(client, now),
        archive(client, job, documents, now),
        job.uploading());
  }

  private Optional<HostedLink> archive(
      ClientId client, JobView job, List<DocumentReport> documents, Instant now) {
    boolean stored = documents.stream().anyMatch(each -> each.link().isPresent());
    return job.state().ended() && stored
        ? Dialects.of(job.dialect())
            .archive(job.metadataJson())
            .map(name -> link(client, job.id(), HostedLinks.ALL, name, now))
        : Optional.empty();
  }

  private HostedLink link(ClientId client, JobId job, int file, String filename, Instant now) {
    // Links and responses carry whole seconds.
    Instant expires = Instant.ofEpochSecond(now.plus(linkLife).getEpochSecond());
    return new HostedLink(links.link(client, job, file, filename, expires), expires);
  }
}
