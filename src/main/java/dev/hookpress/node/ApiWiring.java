package dev.hookpress.node;

import dev.hookpress.api.ApiRouter;
import dev.hookpress.api.ApiVerticle;
import dev.hookpress.api.account.AccountRoutes;
import dev.hookpress.api.adobe.AdobeRoutes;
import dev.hookpress.api.console.ConsoleAddress;
import dev.hookpress.api.console.ConsoleRoutes;
import dev.hookpress.api.console.SealedSessions;
import dev.hookpress.api.deliveries.DeliveryRoutes;
import dev.hookpress.api.deliveries.EndpointRegistry;
import dev.hookpress.api.deliveries.NotificationEndpoints;
import dev.hookpress.api.docs.DocsRoutes;
import dev.hookpress.api.enconvert.EnconvertRoutes;
import dev.hookpress.api.enconvert.NodeHealth;
import dev.hookpress.api.feed.FeedEndpoint;
import dev.hookpress.api.feed.FeedRoutes;
import dev.hookpress.api.files.AssetLinks;
import dev.hookpress.api.files.FileRoutes;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.jobs.HostedDocuments;
import dev.hookpress.api.jobs.JobReports;
import dev.hookpress.api.jobs.JobRoutes;
import dev.hookpress.api.pictures.PictureRoutes;
import dev.hookpress.api.pictures.Pictures;
import dev.hookpress.api.templates.TemplateEndpoints;
import dev.hookpress.api.templates.TemplateReader;
import dev.hookpress.api.templates.TemplateRoutes;
import dev.hookpress.config.Settings;
import dev.hookpress.deliver.TestCallbacks;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.http.ConnectionLimits;
import dev.hookpress.job.NotificationState;
import dev.hookpress.metrics.ApiMeters;
import dev.hookpress.metrics.Readiness;
import dev.hookpress.node.files.SignedAssetLinks;
import dev.hookpress.node.files.SignedFileLinks;
import dev.hookpress.node.files.StoredAssets;
import dev.hookpress.policy.EgressDecision;
import dev.hookpress.postgres.TransactionScope;
import dev.hookpress.postgres.records.PgAlertAddress;
import dev.hookpress.postgres.records.PgApiKeys;
import dev.hookpress.postgres.records.PgCancellations;
import dev.hookpress.postgres.records.PgClientBook;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgEndpointBook;
import dev.hookpress.postgres.records.PgEndpointRegistry;
import dev.hookpress.postgres.records.PgEventFeed;
import dev.hookpress.postgres.records.PgEventsTarget;
import dev.hookpress.postgres.records.PgJobBook;
import dev.hookpress.postgres.records.PgJobContent;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.postgres.records.PgOnce;
import dev.hookpress.postgres.records.PgRedeliveries;
import dev.hookpress.postgres.records.PgReplays;
import dev.hookpress.postgres.records.PgSigningSecrets;
import dev.hookpress.postgres.records.PgTemplates;
import dev.hookpress.redis.RedisConsoleLinks;
import dev.hookpress.redis.RedisErrorCounts;
import dev.hookpress.redis.RedisMailAllowance;
import dev.hookpress.redis.RedisRateLimit;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.source.SiteMaps;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.storage.AssetLinkSigner;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Wires the HTTP API: job intake, status, deliveries, templates and accounts. */
final class ApiWiring {
  private static final int TEMPLATE_THREADS = 2;

  private final Connections connections;
  private final PgClients clients;
  private final RequestGuards.Ports access;
  private final SealedSessions sessions;
  private final PgJobBook jobs;
  private final PgTemplates templates;
  private final StoredAssets assets;
  private final HostedLinks links;
  private final HostedFileLookup files;
  private final TargetCheck targets;
  private final TemplateReader templateReader;
  private final Pictures pictures;
  private final Duration linkLife;
  private final TestCallbacks callbacks;
  private final SiteMaps siteMaps;
  private final int maxBodyBytes;
  private final Readiness readiness;

  private ApiWiring(Connections connections, DocumentRenderer renderer, Readiness readiness) {
    Settings settings = connections.settings;
    this.connections = connections;
    this.readiness = readiness;
    this.clients = clients(connections);
    connections.changes.onChange(clients::forget);
    this.sessions = new SealedSessions(connections.box);
    this.access =
        new RequestGuards.Ports(
            clients,
            new RedisRateLimit(connections.redis),
            HttpCapacity.bodies(settings.http(), connections.metrics),
            sessions);
    this.jobs = new PgJobBook(connections.pool, connections.box, connections.wakeups);
    this.templates = new PgTemplates(connections.pool, connections::newId);
    this.assets = new StoredAssets(connections.assets);
    this.links = new SignedFileLinks(connections.fileLinks, publicUrl());
    this.files = new StoredAssets.Files(connections.files);
    this.targets = new Targets(connections);
    this.templateReader =
        new TemplateReader(
            connections.vertx.createSharedWorkerExecutor("templates", TEMPLATE_THREADS), renderer);
    this.pictures =
        new DrawnPictures(
            renderer,
            connections.vertx.createSharedWorkerExecutor("pictures", 1),
            connections.clock);
    this.linkLife = Duration.ofSeconds(settings.files().linkSeconds());
    this.maxBodyBytes = settings.http().maxBodyBytes();
    this.siteMaps =
        new SiteMaps(connections.vertx, RenderWiring.fetches(connections), Decoded.MAX_DOCUMENTS);
    this.callbacks =
        new TestCallbacks(
            connections.deliverySettings,
            DispatchWiring.signing(connections),
            connections.outbound,
            DispatchWiring.bounds(connections),
            connections.clock,
            connections::newId);
  }

  static Supplier<Deployable> verticles(
      Connections connections, DocumentRenderer renderer, Readiness readiness, Duration drain) {
    ApiRouter router =
        new ApiRouter(
            new ApiWiring(connections, renderer, readiness).groups(),
            connections.settings.http().corsOrigins(),
            () -> connections.newId(connections.clock.instant()).toString(),
            connections.clock,
            observer(connections.metrics.api()),
            connections.tracing);
    Settings.Http http = connections.settings.http();
    ConnectionLimits limits = HttpCapacity.connections(connections.settings, connections.metrics);
    return () ->
        new ApiVerticle(
            http, (int) drain.toSeconds(), limits, router, connections.lameDuck::hasBegun);
  }

  /** Counts requests in these meters. */
  static ApiRouter.Observer observer(ApiMeters meters) {
    return new ApiRouter.Observer() {
      @Override
      public void known(String route) {
        meters.known(route);
      }

      @Override
      public void answered(String route, String statusClass, Duration took) {
        meters.answered(route, statusClass, took);
      }
    };
  }

  static PgClients clients(Connections connections) {
    Settings.Limits limits = connections.settings.limits();
    return new PgClients(
        connections.pool,
        connections.box,
        limits.requestsPerSecond(),
        limits.maxPendingJobs(),
        connections.ticker,
        connections.clock);
  }

  private List<RouteGroup> groups() {
    return List.of(
        new AdobeRoutes(
            new AdobeRoutes.Ports(clients, assets, assetLinks(), once(within -> assets)),
            access,
            connections.clock,
            connections::newId,
            linkLife,
            connections.settings.files().maxUploadBytes()),
        new JobRoutes(
            jobPorts(),
            access,
            connections.clock,
            connections::newId,
            maxBodyBytes,
            connections.settings.limits().maxPendingBytes(),
            linkLife),
        new DeliveryRoutes(deliveryPorts(), access, connections.clock, maxBodyBytes),
        new FeedRoutes(feedPorts(), access, connections.clock),
        new AccountRoutes(accountPorts(), access, connections.clock, maxBodyBytes),
        new TemplateRoutes(
            new TemplateEndpoints.Ports(
                templates, templates, once(this::templates), templateReader),
            access,
            connections.clock,
            maxBodyBytes),
        new EnconvertRoutes(access, connections.clock, this::health),
        new FileRoutes(links, files, new HostedDocuments(jobs), connections.clock),
        new PictureRoutes(
            new PictureRoutes.Ports(jobs, files, pictures),
            access,
            connections.clock,
            maxBodyBytes),
        new ConsoleRoutes(
            new ConsoleRoutes.Ports(
                sessions,
                console(connections),
                once(within -> console(connections)),
                new RedisConsoleLinks(connections.redis)),
            access,
            connections.clock),
        new DocsRoutes());
  }

  private Future<NodeHealth> health() {
    return readiness.report().map(report -> new NodeHealth(report.ready(), report.up()));
  }

  /** What makes links to the console. */
  static ConsoleAddress console(Connections connections) {
    return new ConsoleAddress(
        new SealedSessions(connections.box),
        connections.settings.http().publicUrl(),
        connections::newId);
  }

  private JobRoutes.Ports jobPorts() {
    Settings settings = connections.settings;
    return new JobRoutes.Ports(
        new PgJobIntake(
            connections.pool,
            connections.box,
            connections.wakeups,
            Duration.ofHours(settings.limits().idempotencyHours()),
            connections.leaseTerms(settings.render().leaseSeconds()),
            connections.documents),
        jobs,
        new PgJobContent(connections.pool, connections.files::deleteOf),
        links,
        files,
        assets,
        client -> connections.s3.get(client).map(Optional::isPresent),
        templates,
        targets,
        (client, start) ->
            siteMaps
                .pages(client, start)
                .map(found -> new Submission.Pages(found.urls(), found.total())),
        client -> registry(TransactionScope.of(connections.pool)).registered(client),
        connections.blockList,
        new RedisMailAllowance(connections.redis, settings.limits().emailsPerDay()),
        connections.metrics::jobAccepted,
        connections.offer);
  }

  private DeliveryRoutes.Ports deliveryPorts() {
    return new DeliveryRoutes.Ports(
        jobs,
        new PgNotificationBook(connections.pool, connections.box),
        new PgRedeliveries(connections.pool, connections.wakeups),
        new PgCancellations(
            connections.pool,
            dialect ->
                connections.metrics.notificationsEnded(dialect, NotificationState.CANCELED, 1)),
        new PgReplays(connections.pool, connections::newId, PgReplays.MAX_COUNTED),
        once(
            within ->
                new NotificationEndpoints.Redelivering(
                    new PgRedeliveries(within, connections.wakeups),
                    new PgNotificationBook(within.client(), connections.box))),
        once(within -> new PgReplays(within, connections::newId, PgReplays.MAX_COUNTED)),
        new PgEndpointBook(connections.pool, connections.wakeups),
        registry(TransactionScope.of(connections.pool)),
        once(this::registry),
        targets,
        connections.blockList);
  }

  private EndpointRegistry registry(TransactionScope scope) {
    return new PgEndpointRegistry(
        scope, connections.box, connections.wakeups, connections::newId, connections.changes::tell);
  }

  private PgSigningSecrets signingSecrets(SqlClient within) {
    return new PgSigningSecrets(
        within,
        connections.box,
        connections::newId,
        scheme -> connections.vertx.executeBlocking(() -> SigningKeys.draw(scheme), false));
  }

  private AccountRoutes.Ports accountPorts() {
    return new AccountRoutes.Ports(
        new PgClientBook(connections.pool, connections.deliverySettings),
        new RedisErrorCounts(connections.redis),
        connections.blockList,
        connections.s3,
        connections.certificates,
        signingSecrets(connections.pool),
        once(within -> signingSecrets(within.client())),
        new PgApiKeys(
            TransactionScope.of(connections.pool), connections::newId, connections.changes::tell),
        once(within -> new PgApiKeys(within, connections::newId, connections.changes::tell)),
        new PgEventsTarget(connections.pool, connections.box),
        new PgAlertAddress(connections.pool, connections.box),
        callbacks,
        targets);
  }

  private FeedEndpoint.Ports feedPorts() {
    // A callback does not say that its client is blocked.
    JobReports reports = new JobReports(links, (client, now) -> Optional.empty(), linkLife);
    return new FeedEndpoint.Ports(new PgEventFeed(connections.pool), jobs, reports, callbacks);
  }

  private TemplateEndpoints.Stores templates(TransactionScope within) {
    PgTemplates stores = new PgTemplates(within.client(), connections::newId);
    return new TemplateEndpoints.Stores(stores, stores);
  }

  /** Performs requests with an idempotency key once. */
  private <P> Once<P> once(Function<TransactionScope, P> stores) {
    return new PgOnce<>(
        connections.pool,
        connections.box,
        Duration.ofHours(connections.settings.limits().idempotencyHours()),
        stores,
        connections.wakeups::deliver,
        connections::newId);
  }

  private AssetLinks assetLinks() {
    return new SignedAssetLinks(
        new AssetLinkSigner(connections.box.derive("asset-links")), publicUrl());
  }

  private String publicUrl() {
    return connections.settings.http().publicUrl().toString();
  }

  /** Accepts the targets that the settings allow. */
  private record Targets(Connections connections) implements TargetCheck {
    @Override
    public Optional<String> refusal(URI url) {
      return connections.egress.check(url) instanceof EgressDecision.Refused refused
          ? Optional.of(refused.message())
          : Optional.empty();
    }

    @Override
    public Optional<String> mailRefusal() {
      return connections.settings.mail().on()
          ? Optional.empty()
          : Optional.of("E-mail is not set up here; leave it out, or ask the operator.");
    }
  }
}
