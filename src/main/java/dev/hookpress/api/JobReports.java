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
      List<HostedLink> found = links(client, job, documents.size(), now);
      documents.add(DocumentReport.of(document.request(), document.result(), found));
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

  private List<HostedLink> links(ClientId client, JobView job, int ordinal, Instant now) {
    DocumentView document = job.documents().get(ordinal);
    List<HostedLink> found = new ArrayList<>();
    if (document.result().orElse(null) instanceof DocumentResult.Stored stored
        && document.request().destination() instanceof Destination.Hosted) {
      // Whole seconds, which is what links carry and answers show.
      Instant expires = Instant.ofEpochSecond(now.plus(linkLife).getEpochSecond());
      String filename = document.request().options().filename();
      for (int file = 0; file < stored.files().size(); file++) {
        String url = links.link(client, job.id(), ordinal + file, filename, expires);
        found.add(new HostedLink(url, expires));
      }
    }
    return found;
  }
}
