package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Document;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.render.prepared.RenderLimits;

/** Fetches the sources of documents. Parses nothing of them: that is the renderer's work. */
public final class SourceFetcher {
  private final OutboundClient outboundClient;
  private final StoredTemplates templates;
  private final RenderLimits limits;
  private final AssetReader assets;
  private final JobSources jobs;

  /**
   * Creates the fetcher.
   *
   * @param outboundClient the only client for outbound requests
   * @param assets reads the clients' stored assets
   * @param jobs bounds the fetches of each job, and keeps what was fetched for it
   */
  public SourceFetcher(
      OutboundClient outboundClient,
      StoredTemplates templates,
      AssetReader assets,
      RenderLimits limits,
      JobSources jobs) {
    this.jobs = jobs;
    this.assets = assets;
    this.outboundClient = outboundClient;
    this.templates = templates;
    this.limits = limits;
  }

  /**
   * Returns the sources of one document, of which none has been fetched yet. All of them together
   * take at most the fetch deadline.
   */
  public DocumentSources open(ClientId client, JobId job, Document document) {
    SourceClient sources = new SourceClient(outboundClient, client, limits, job, jobs);
    ClientAssets own = new ClientAssets(assets, client, sources, limits);
    return new DocumentSources(sources, version -> templates.html(client, version), own, document);
  }
}
