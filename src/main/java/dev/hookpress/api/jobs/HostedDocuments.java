package dev.hookpress.api.jobs;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.files.JobFiles;
import dev.hookpress.api.jobs.JobView.DocumentView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.DocumentResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Lists the hosted files of jobs that have one file a document. */
public record HostedDocuments(JobBook jobs) implements JobFiles {
  @Override
  public Future<List<HostedFile>> of(ClientId client, JobId job) {
    return jobs.job(client, job).map(found -> found.map(it -> files(client, it)).orElse(List.of()));
  }

  private static List<HostedFile> files(ClientId client, JobView job) {
    List<HostedFile> files = new ArrayList<>();
    for (int i = 0; i < job.documents().size(); i++) {
      DocumentView document = job.documents().get(i);
      if (document.request().destination() instanceof Destination.Hosted
          && document.result().orElse(null) instanceof DocumentResult.Stored) {
        files.add(new HostedFile(client, job.id(), i, document.request().options().filename()));
      }
    }
    return files;
  }
}
