package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.Document;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Gets everything that a document needs before it is rendered. */
public final class SourceFetcher {
  private final Vertx vertx;
  private final OutboundClient door;
  private final FilledTemplates templates;
  private final RenderLimits limits;
  private final AssetReader assets;
  private final TextMeasures fonts;

  /**
   * @param door the only way in which anything is fetched from elsewhere
   * @param assets what clients have here
   * @param fonts what text is measured with, one for each document that needs it
   */
  public SourceFetcher(
      Vertx vertx,
      OutboundClient door,
      FilledTemplates templates,
      AssetReader assets,
      RenderLimits limits,
      TextMeasures fonts) {
    this.assets = assets;
    this.vertx = vertx;
    this.door = door;
    this.templates = templates;
    this.limits = limits;
    this.fonts = fonts;
  }

  /**
   * Fetches, fills and cleans all parts, then what the HTML among them names: images, stylesheets,
   * fonts. A part that cannot be had is a rejection; a resource that cannot be had is a warning.
   * All of it takes at most the fetch deadline, plus what cleaning takes.
   *
   * <p>For an operation on finished PDFs they are merely fetched, and no page is made of anything.
   *
   * <p>Call it on an event loop; the Future completes there.
   */
  public Future<Preparation> prepare(ClientId client, Document document) {
    SourceClient sources = new SourceClient(door, client, limits);
    ClientAssets own = new ClientAssets(vertx, assets, client, sources, limits);
    return new Fetching(
            vertx, sources, part -> templates.part(client, part), own, limits, fonts, document)
        .run();
  }
}
