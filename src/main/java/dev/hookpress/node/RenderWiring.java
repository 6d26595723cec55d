package dev.hookpress.node;

import dev.hookpress.claim.VertxTimers;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.metrics.EventRecorder;
import dev.hookpress.outbound.FetchClient;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.records.PgTemplates;
import dev.hookpress.render.DocumentRun;
import dev.hookpress.render.RenderVerticle;
import dev.hookpress.render.font.FontMeasure;
import dev.hookpress.render.font.Fonts;
import dev.hookpress.render.page.PageOperations;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.source.FilledTemplates;
import dev.hookpress.render.source.SourceFetcher;
import dev.hookpress.render.work.RenderWorkers;
import dev.hookpress.storage.Stores;
import java.time.Duration;
import java.time.Instant;

/** Wires the rendering of documents. */
final class RenderWiring {
  private static final Duration IDLE = Duration.ofMillis(250);
  // One client alone may have half of them: enough to fetch its sources while others of its
  // documents render, and few enough that all claimed documents finish within a lease.
  private static final int DOCUMENTS_PER_THREAD = 5;

  private RenderWiring() {}

  static RenderVerticle verticle(Connections connections, Duration drain) {
    Settings.Render render = connections.settings.render();
    int threads =
        render.threads() > 0 ? render.threads() : Runtime.getRuntime().availableProcessors();
    RenderLimits limits = limits(render);
    Fonts fonts = Fonts.load(render.fontsDir());
    EventRecorder events = connections.events;
    PgRenderQueue queue =
        new PgRenderQueue(
            connections.vertx,
            connections.queues,
            connections.box,
            connections.wakeups,
            connections.leaseTerms(render.leaseSeconds()),
            connections.handoff);
    RenderWorkers workers =
        new RenderWorkers(
            connections.vertx,
            new PdfRenderer(fonts, limits, connections.clock),
            threads,
            limits.deadline(),
            threads * DOCUMENTS_PER_THREAD,
            connections.metrics::renderWorkerLost);
    DocumentRun run =
        new DocumentRun(
            new DocumentRun.Ports(
                queue,
                new SourceFetcher(
                    connections.vertx,
                    fetches(connections),
                    templates(connections),
                    new StoredAssets(connections.assets),
                    limits,
                    (declared, resources) -> new FontMeasure(fonts, declared, resources)),
                workers,
                new PageOperations(limits),
                stores(connections),
                (client, job, ordinal, filename, now) ->
                    link(connections, client, job, ordinal, filename, now),
                events),
            connections.clock,
            now -> new NotificationId(connections.newId(now)));
    return new RenderVerticle(
        new RenderVerticle.Ports(queue, run, workers, connections.wakeups, connections.documents),
        new VertxTimers(connections.vertx),
        connections.clock,
        new RenderVerticle.Bounds(threads * DOCUMENTS_PER_THREAD, IDLE, drain),
        events::failed);
  }

  private static FetchClient fetches(Connections connections) {
    Settings.Outbound outbound = connections.settings.outbound();
    return new FetchClient(
        connections.vertx,
        connections.outbound,
        new FetchClient.Bounds(
            outbound.fetchesPerHost(),
            outbound.fetchesPerHostPerClient(),
            outbound.maxWaitingPerOrigin()),
        outbound.contactPage());
  }

  private static HostedLink link(
      Connections connections,
      ClientId client,
      JobId job,
      int ordinal,
      String filename,
      Instant now) {
    Instant expires = now.plusSeconds(connections.settings.files().linkSeconds());
    String path = connections.fileLinks.make(client, job, ordinal, filename, expires);
    return new HostedLink(connections.settings.http().publicUrl() + path, expires);
  }

  private static FilledTemplates templates(Connections connections) {
    PgTemplates stored = new PgTemplates(connections.pool, connections::newId);
    return new FilledTemplates(connections.vertx, stored::html, connections.templates);
  }

  private static Stores stores(Connections connections) {
    return new Stores(
        connections.vertx,
        connections.files,
        connections.s3::get,
        connections.outbound,
        Duration.ofSeconds(connections.settings.render().uploadSeconds()));
  }

  private static RenderLimits limits(Settings.Render render) {
    return new RenderLimits(
        Duration.ofSeconds(render.deadlineSeconds()),
        Duration.ofSeconds(render.fetchSeconds()),
        render.maxPages(),
        render.maxHtmlBytes(),
        render.maxNodes(),
        render.maxDepth(),
        render.maxCssBytes(),
        render.maxSourceBytes(),
        render.maxSources(),
        render.maxImagePixels(),
        render.maxTotalPixels(),
        render.maxOutputBytes());
  }
}
