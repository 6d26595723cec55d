package dev.hookpress.api;

import dev.hookpress.api.JobView.DocumentView;
import dev.hookpress.dialect.HostedLink;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Destination;
import dev.hookpress.job.DocumentResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clients are told of their jobs; a hosted PDF gets a new link, good from now. */
final class JobReports {
  private final HostedLinks links;
  private final Blocks blocks;
  private final Duration linkLife;

  JobReports(ApiPorts ports, Duration linkLife) {
    this.links = ports.links();
    this.blocks = ports.blocks();
    this.linkLife = linkLife;
  }

  /** The whole of it. */
  JobReport of(ClientId client, JobView job, Instant now) {
    List<DocumentReport> documents = new ArrayList<>();
    for (DocumentView document : job.documents()) {
      Optional<HostedLink> link = link(client, job, documents.size(), now);
      documents.add(new DocumentReport(document.request(), document.result(), link));
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

  private Optional<HostedLink> link(ClientId client, JobView job, int ordinal, Instant now) {
    DocumentView document = job.documents().get(ordinal);
    boolean stored = document.result().orElse(null) instanceof DocumentResult.Stored;
    if (!stored || !(document.request().destination() instanceof Destination.Hosted)) {
      return Optional.empty();
    }
    // Whole seconds, which is what links carry and answers show.
    Instant expires = Instant.ofEpochSecond(now.plus(linkLife).getEpochSecond());
    String filename = document.request().options().filename();
    return Optional.of(
        new HostedLink(links.link(client, job.id(), ordinal, filename, expires), expires));
  }
}
