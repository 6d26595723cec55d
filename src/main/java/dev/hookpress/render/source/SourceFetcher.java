package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.Document;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Fetches all sources of a document before it is rendered. */
public final class SourceFetcher {
  private final Vertx vertx;
  private final OutboundClient outboundClient;
  private final FilledTemplates templates;
  private final RenderLimits limits;
  private final AssetReader assets;
  private final TextMeasures fonts;

  /**
   * Creates the fetcher.
   *
   * @param outboundClient the only client for outbound requests
   * @param assets reads the clients' stored assets
   * @param fonts creates a text measure for each document that needs one
   */
  public SourceFetcher(
      Vertx vertx,
      OutboundClient outboundClient,
      FilledTemplates templates,
      AssetReader assets,
      RenderLimits limits,
      TextMeasures fonts) {
    this.assets = assets;
    this.vertx = vertx;
    this.outboundClient = outboundClient;
    this.templates = templates;
    this.limits = limits;
    this.fonts = fonts;
  }

  /**
   * Fetches, fills and cleans all parts, then fetches the images, stylesheets and fonts that their
   * HTML references. A part that cannot be fetched rejects the document; a resource that cannot be
   * fetched is a warning. Takes at most the fetch deadline plus the time for cleaning.
   *
   * <p>The inputs of an operation on finished PDFs are only fetched; nothing is converted to a
   * page.
   *
   * <p>Must be called on an event loop; the Future completes there.
   */
  public Future<Preparation> prepare(ClientId client, Document document) {
    SourceClient sources = new SourceClient(outboundClient, client, limits);
    ClientAssets own = new ClientAssets(vertx, assets, client, sources, limits);
    return new Fetching(
            vertx, sources, part -> templates.part(client, part), own, limits, fonts, document)
        .run();
  }
}
