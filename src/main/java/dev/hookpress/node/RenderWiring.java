package dev.hookpress.node;

import dev.hookpress.claim.VertxTimers;
import dev.hookpress.config.PdfSettings;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.metrics.BrowserMetrics;
import dev.hookpress.metrics.EventRecorder;
import dev.hookpress.metrics.Metrics;
import dev.hookpress.node.files.StoredAssets;
import dev.hookpress.outbound.FetchClient;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.queue.PgSubscribers;
import dev.hookpress.postgres.records.PgTemplates;
import dev.hookpress.render.DocumentRun;
import dev.hookpress.render.DocumentVerifier;
import dev.hookpress.render.RenderLoad;
import dev.hookpress.render.RenderVerticle;
import dev.hookpress.render.Sealing;
import dev.hookpress.render.chromium.BrowserEnd;
import dev.hookpress.render.chromium.Chromium;
import dev.hookpress.render.chromium.PageBrowser;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.document.LocalRenderer;
import dev.hookpress.render.font.Fonts;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.process.ProcessEnd;
import dev.hookpress.render.process.ProcessEvents;
import dev.hookpress.render.process.ProcessRenderer;
import dev.hookpress.render.process.ProcessVerifier;
import dev.hookpress.render.source.JobSources;
import dev.hookpress.render.source.SourceFetcher;
import dev.hookpress.render.work.RenderWorkers;
import dev.hookpress.storage.Stores;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the rendering of documents. */
final class RenderWiring {
  private static final Duration IDLE = Duration.ofMillis(250);
  // One client alone may have half of them: enough to fetch its sources while others of its
  // documents render, and few enough that all documents under way finish within a lease.
  private static final int DOCUMENTS_PER_THREAD = 5;

  // As many as a thread renders in a quarter of a second if they are the simplest.
  private static final int AHEAD_PER_THREAD = 64;

  // The part of its lease that a document may wait before it begins: ten seconds by default.
  private static final int WAIT_OF_LEASE = 24;

  // A document waits so long for a process that has to be started, at each of two tries.
  private static final Duration PROCESS_START = Duration.ofSeconds(150);

  // What the documents of a job have fetched and others of it may ask for.
  private static final int HEAP_SHARE_OF_SOURCES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(RenderWiring.class);

  private RenderWiring() {}

  /** Starts the browser, if there is one. Blocking. */
  static RenderVerticle verticle(
      Connections connections, DocumentRenderer renderer, Duration drain) {
    Settings.Render render = connections.settings.render();
    int threads = threads(render);
    RenderLimits limits = render.limits();
    PageBrowser browser = browser(connections);
    EventRecorder events = connections.events;
    RenderLoad load = new RenderLoad(threads * AHEAD_PER_THREAD, System::nanoTime);
    PgRenderQueue queue =
        new PgRenderQueue(
            connections.vertx,
            connections.queues,
            connections.box,
            connections.wakeups,
            connections.leaseTerms(render.leaseSeconds()),
            connections.shards,
            connections.handoff,
            load::endsApart);
    boolean isolated = render.isolation() == Settings.Render.Isolation.PROCESS;
    RenderWorkers workers =
        new RenderWorkers(
            connections.vertx,
            renderer,
            threads,
            isolated
                ? ProcessRenderer.bound(limits.deadline()).plus(PROCESS_START)
                : limits.deadline().multipliedBy(2),
            // Documents that come back from the browser have no render slot any more.
            threads * DOCUMENTS_PER_THREAD
                + render.chromium().map(it -> it.maxWaiting() + it.processes()).orElse(0),
            connections.metrics::renderWorkerLost);
    Sealing sealing =
        new Sealing(
            connections.offer.signer(connections.vertx, connections.outbound),
            verifier(connections),
            connections.clock);
    DocumentRun run =
        new DocumentRun(
            new DocumentRun.Ports(
                queue,
                new PgSubscribers(connections.vertx, connections.pool, connections.box),
                new SourceFetcher(
                    fetches(connections),
                    new PgTemplates(connections.pool, connections::newId)::html,
                    new StoredAssets(connections.assets),
                    limits,
                    new JobSources(
                        render.maxSourcesPerJob(),
                        Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_SOURCES)),
                workers,
                browser,
                sealing,
                stores(connections),
                (client, job, ordinal, filename, now) ->
                    link(connections, client, job, ordinal, filename, now),
                events,
                connections.tracing),
            connections.clock,
            new DocumentRun.Bounds(limits.deadline(), isolated),
            now -> new NotificationId(connections.newId(now)));
    return new RenderVerticle(
        new RenderVerticle.Ports(
            queue, run, workers, browser, connections.wakeups, connections.documents, load),
        new VertxTimers(connections.vertx),
        connections.clock,
        new RenderVerticle.Bounds(
            threads * DOCUMENTS_PER_THREAD,
            Duration.ofSeconds(render.leaseSeconds()).dividedBy(WAIT_OF_LEASE),
            IDLE,
            drain),
        events::failed);
  }

  /** A client for sources; its bounds on fetches from a host are its own. */
  static FetchClient fetches(Connections connections) {
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

  private static int threads(Settings.Render render) {
    return render.threads() > 0 ? render.threads() : Runtime.getRuntime().availableProcessors();
  }

  /**
   * Starts what renders documents and checks templates. Blocking.
   *
   * @param documents whether this node renders documents, or only checks templates
   */
  static DocumentRenderer renderer(Connections connections, boolean documents) {
    try {
      return started(connections, documents);
    } catch (UncheckedIOException e) {
      throw new StartFailure("rendering: " + e.getMessage(), e);
    }
  }

  private static DocumentRenderer started(Connections connections, boolean documents) {
    Settings.Render render = connections.settings.render();
    RenderLimits limits = render.limits();
    if (render.isolation() == Settings.Render.Isolation.THREAD) {
      LOG.warn(
          "Documents are rendered in this process (render.isolation=thread): one that uses up its"
              + " memory ends the node, with the documents and deliveries of all clients");
      return new LocalRenderer(Fonts.load(render.fontsDir()), limits);
    }
    return ProcessRenderer.start(
        new ProcessRenderer.Options(
            documents ? threads(render) : 0,
            render.memoryMb(),
            render.fontsDir(),
            connections.settings.data().dir().resolve("cache")),
        limits,
        new Processes(connections.metrics),
        connections.clock.instant());
  }

  private static DocumentVerifier verifier(Connections connections) {
    Settings.Render render = connections.settings.render();
    try {
      return new DocumentVerifier(
          connections.vertx,
          render
              .pdf()
              .verify()
              .map(
                  it ->
                      ProcessVerifier.start(
                          new ProcessVerifier.Options(
                              it.path(),
                              it.processes(),
                              it.memoryMb(),
                              Duration.ofSeconds(it.deadlineSeconds()),
                              connections.settings.data().dir().resolve("cache")),
                          render.limits(),
                          new Verifiers(connections.metrics),
                          connections.clock.instant())),
          render.pdf().verify().map(PdfSettings.Verify::processes).orElse(1),
          Duration.ofSeconds(
              render.pdf().verify().map(PdfSettings.Verify::deadlineSeconds).orElse(1)));
    } catch (UncheckedIOException e) {
      throw new StartFailure(e.getMessage(), e);
    }
  }

  private static PageBrowser browser(Connections connections) {
    Settings.Render render = connections.settings.render();
    try {
      return render
          .chromium()
          .<PageBrowser>map(
              it ->
                  Chromium.start(
                      connections.vertx,
                      it,
                      render.limits().maxOutputBytes(),
                      new Browsers(connections.metrics.browser())))
          .orElse(PageBrowser.NONE);
    } catch (UncheckedIOException e) {
      throw new StartFailure(e.getCause().getMessage(), e);
    }
  }

  /** Counts browsers. */
  private record Browsers(BrowserMetrics metrics) implements Chromium.Events {
    @Override
    public void rendered(Optional<FailureCode> failure, Duration took) {
      metrics.rendered(failure, took);
    }

    @Override
    public void ended(BrowserEnd reason) {
      metrics.ended(reason.label());
    }

    @Override
    public void now(int browsers, int waiting) {
      metrics.now(browsers, waiting);
    }
  }

  /** Counts the ends of processes that verify. */
  private record Verifiers(Metrics metrics) implements ProcessEvents {
    @Override
    public void ended(ProcessEnd reason) {
      metrics.renderProcessEnded(reason.label());
    }

    @Override
    public void alive(int processes) {
      // The gauge is that of the processes that render.
    }
  }

  /** Counts render processes. */
  private record Processes(Metrics metrics) implements ProcessEvents {
    @Override
    public void ended(ProcessEnd reason) {
      metrics.renderProcessEnded(reason.label());
    }

    @Override
    public void alive(int processes) {
      metrics.renderProcesses(processes);
    }
  }

  private static Stores stores(Connections connections) {
    return new Stores(
        connections.vertx,
        connections.files,
        connections.s3::get,
        connections.outbound,
        Duration.ofSeconds(connections.settings.render().uploadSeconds()));
  }
}
