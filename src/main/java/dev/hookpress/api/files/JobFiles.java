package dev.hookpress.api.files;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import java.util.List;

/** Lists the files of a job that Hookpress hosts. */
public interface JobFiles {
  /** One file for each document that is stored, in order; their names are distinct. */
  Future<List<HostedFile>> of(ClientId client, JobId job);
}
