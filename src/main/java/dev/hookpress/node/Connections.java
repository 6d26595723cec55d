package dev.hookpress.node;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidFactory;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.config.Settings;
import dev.hookpress.config.TelemetrySettings;
import dev.hookpress.deliver.LocalHandoff;
import dev.hookpress.deliver.MailSender;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.metrics.EventRecorder;
import dev.hookpress.metrics.Metrics;
import dev.hookpress.node.pdf.PdfOffer;
import dev.hookpress.outbound.DnsResolver;
import dev.hookpress.outbound.EgressProxy;
import dev.hookpress.outbound.OutboundOptions;
import dev.hookpress.outbound.TrustedCertificates;
import dev.hookpress.outbound.VettedHttpClient;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressRule;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.postgres.PgNodes;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.ShardLeases;
import dev.hookpress.postgres.records.DisabledClients;
import dev.hookpress.postgres.records.PgDeliverySettings;
import dev.hookpress.postgres.records.PgS3Settings;
import dev.hookpress.postgres.records.PgSigningCertificates;
import dev.hookpress.redis.ClientChanges;
import dev.hookpress.redis.DegradableErrorWindow;
import dev.hookpress.redis.RedisBlockList;
import dev.hookpress.redis.RedisChannel;
import dev.hookpress.redis.RedisPools;
import dev.hookpress.render.DocumentHandoff;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.storage.AssetFiles;
import dev.hookpress.storage.FileLinks;
import dev.hookpress.storage.HostedFiles;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x and all clients of external servers. Each has a field for the node's lifetime: an
 * unreachable client may be garbage-collected, and its pool closed.
 */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final Duration CLOSE_STEP_BOUND = Duration.ofSeconds(3);
  private static final int CLOSE_STEPS = 10;

  /** Where nodes announce blocks. */
  static final String BLOCKS_CHANNEL = "hookpress:blocks:announced";

  /** Where nodes announce clients whose limits, keys or settings have changed. */
  static final String CHANGES_CHANNEL = "hookpress:clients:changed";

  /** The maximum duration of {@link #close}. */
  static final Duration CLOSE_BOUND = CLOSE_STEP_BOUND.multipliedBy(CLOSE_STEPS);

  // One heartbeat a second, each abandoned after two: more waiting at once means a defect.
  private static final int MAX_BEATS_WAITING = 8;

  final Settings settings;
  final Clock clock;

  /** Measures the age of cached values. */
  final Ticker ticker;

  final UUID node;
  final SealedBox box;
  final EgressPolicy egress;
  final Metrics metrics;
  final EventRecorder events;
  final Tracing tracing;
  final Vertx vertx;
  // Health and metrics answer whatever the API's event loops and their acceptor are busy with.
  final Vertx management;
  final Wakeups wakeups;
  final Pool pool;
  final Pool queues;
  final Pool upkeep;
  final PgNodes nodes;
  final Redis redis;
  final RedisChannel blockAnnouncements;
  final RedisChannel crossNodeWakeups;
  final RedisBlockList blockList;
  final DisabledClients unsent;
  final ClientChanges changes;
  final DegradableErrorWindow errors;
  final ShardLeases shards;
  final LocalHandoff handoff;
  final DocumentHandoff documents = new DocumentHandoff();
  final LameDuck lameDuck = new LameDuck();
  private final Pool beats;
  private final DnsResolver resolver = new DnsResolver();
  final VettedHttpClient outbound;
  final MailSender mailSender;
  final PgDeliverySettings deliverySettings;
  final PgS3Settings s3;
  final PgSigningCertificates certificates;
  final PdfOffer offer;
  final HostedFiles files;
  final AssetFiles assets;
  final FileLinks fileLinks;
  private final UlidFactory ulids;

  Connections(Settings settings, Clock clock, Ticker ticker) {
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker;
    this.node = node(settings.node().id());
    this.shards = new ShardLeases(node);
    this.box = SecretsBox.of(settings.secrets());
    this.egress = egress(settings.outbound());
    this.tracing = tracing(settings.telemetry());
    this.metrics =
        new Metrics(
            Dialects.names(),
            Arrays.stream(EgressRule.values()).map(EgressRule::label).toList(),
            tracing.on());
    this.metrics.node().queuesRead(clock.instant());
    this.events = new EventRecorder(metrics, settings.log().sampleDelivered());
    this.vertx = vertx(metrics);
    this.management = management();
    this.wakeups = new Wakeups(vertx.eventBus());
    this.pool =
        Pools.open(
            vertx,
            StoreAddresses.database(settings),
            settings.postgres().poolSize(),
            settings.postgres().maxWaiting());
    this.queues =
        Pools.openForQueues(
            vertx, StoreAddresses.database(settings), settings.postgres().maxWaiting());
    this.upkeep = Pools.openForUpkeep(vertx, StoreAddresses.database(settings), MAX_BEATS_WAITING);
    this.beats =
        Pools.openOne(vertx, StoreAddresses.database(settings), "heartbeat", MAX_BEATS_WAITING);
    this.nodes = new PgNodes(beats, pool);
    this.redis =
        RedisPools.open(
            vertx,
            settings.redis().uri().orElseThrow(() -> new StartFailure("redis.uri is not set")),
            StoreAddresses.redisTls(settings.redis()),
            settings.redis().poolSize(),
            settings.redis().maxWaiting());
    this.blockAnnouncements = new RedisChannel(vertx, redis, BLOCKS_CHANNEL);
    this.crossNodeWakeups = new RedisChannel(vertx, redis, "hookpress:wakes");
    this.blockList = new RedisBlockList(redis, blockAnnouncements, clock);
    this.unsent = new DisabledClients(pool, blockList);
    this.changes = new ClientChanges(new RedisChannel(vertx, redis, CHANGES_CHANNEL));
    this.handoff = new LocalHandoff(unsent, clock);
    this.errors = new DegradableErrorWindow(redis, blockList, events::clientBlocked);
    this.outbound =
        new VettedHttpClient(
            vertx,
            egress,
            resolver,
            outboundOptions(settings.outbound()),
            rule -> metrics.egressRefused(rule.label()));
    this.mailSender = MailWiring.open(settings.mail());
    this.deliverySettings = deliverySettings(settings);
    blockList.onUnblocked(wakeups::deliver);
    changes.onChange(deliverySettings::forget);
    changes.onChange(client -> unsent.refresh().onSuccess(read -> wakeups.deliver()));
    this.s3 = new PgS3Settings(pool, box);
    this.certificates = new PgSigningCertificates(pool, box);
    this.offer = offer(settings.render(), certificates, clock);
    this.files = files(vertx, settings);
    this.assets = new AssetFiles(vertx, files);
    this.fileLinks = new FileLinks(box.derive("file-links"));
    this.ulids = UlidFactory.newMonotonicInstance();
  }

  private static PdfOffer offer(
      Settings.Render render, PgSigningCertificates certificates, Clock clock) {
    try {
      return new PdfOffer(render, certificates::find, clock);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(e.getMessage(), e);
    }
  }

  private static Vertx vertx(Metrics metrics) {
    Vertx vertx =
        metrics
            .observe(
                new VertxOptions()
                    .setPreferNativeTransport(true)
                    // One per core: Vert.x' default of twice as many adds no throughput, and each
                    // loop has buffers.
                    .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()))
            .build();
    vertx.exceptionHandler(
        failure -> {
          OutOfMemory.endIfMeant(failure);
          LOG.error("Unhandled", failure);
        });
    return vertx;
  }

  private static Vertx management() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(2)
            .setInternalBlockingPoolSize(1));
  }

  /**
   * What people call this node: its name in the settings, or host and management port, by which
   * Prometheus knows it.
   */
  String nodeName() {
    return settings.node().id().orElseGet(() -> hostName() + ":" + settings.management().port());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The lease terms of this node's claims. */
  LeaseTerms leaseTerms(int leaseSeconds) {
    return new LeaseTerms(node, Duration.ofSeconds(leaseSeconds), () -> metrics.leasesReclaimed(1));
  }

  /** An id for an item created at {@code now}; ids sort by time. */
  UUID newId(Instant now) {
    return ulids.create(now.toEpochMilli()).toUuid();
  }

  /**
   * Closes all clients, then Vert.x. Call from a plain thread after the verticles are undeployed.
   */
  void close() {
    blockAnnouncements.close();
    crossNodeWakeups.close();
    changes.close();
    ShutdownStep.step("outbound client", outbound.close(), CLOSE_STEP_BOUND);
    ShutdownStep.step("mail", MailWiring.close(mailSender), CLOSE_STEP_BOUND);
    ShutdownStep.step("resolver", resolver.close(), CLOSE_STEP_BOUND);
    redis.close();
    ShutdownStep.step("postgres pool", pool.close(), CLOSE_STEP_BOUND);
    ShutdownStep.step("queues' connections", queues.close(), CLOSE_STEP_BOUND);
    ShutdownStep.step("upkeep's connection", upkeep.close(), CLOSE_STEP_BOUND);
    ShutdownStep.step("heartbeat's connection", beats.close(), CLOSE_STEP_BOUND);
    ShutdownStep.step("management", management.close(), CLOSE_STEP_BOUND);
    ShutdownStep.step("vertx", vertx.close(), CLOSE_STEP_BOUND);
    tracing.close(CLOSE_STEP_BOUND);
    metrics.close();
  }

  private Tracing tracing(TelemetrySettings telemetry) {
    try {
      return Tracing.open(telemetry, App.version(), nodeName());
    } catch (IllegalArgumentException e) {
      throw new StartFailure("OTEL_…: " + e.getMessage(), e);
    }
  }

  private PgDeliverySettings deliverySettings(Settings settings) {
    Settings.Breaker breaker = settings.breaker();
    return new PgDeliverySettings(
        pool,
        box,
        new BreakerPolicy(
            breaker.errors(),
            Duration.ofSeconds(breaker.windowSeconds()),
            Duration.ofSeconds(breaker.blockSeconds())),
        new RetryPolicy(settings.delivery().retrySchedule()),
        ticker);
  }

  private static EgressPolicy egress(Settings.Outbound outbound) {
    return new EgressPolicy(outbound.allow(), outbound.allowHttp(), outbound.ports());
  }

  private static OutboundOptions outboundOptions(Settings.Outbound outbound) {
    try {
      return new OutboundOptions(
          outbound.poolPerOrigin(),
          outbound.maxWaitingPerOrigin(),
          TrustedCertificates.read(outbound.trustedCertificates()),
          outbound.proxy().map(Connections::proxy));
    } catch (IllegalArgumentException e) {
      throw new StartFailure("outbound.trustedCertificates: " + e.getMessage(), e);
    }
  }

  private static EgressProxy proxy(Settings.Proxy proxy) {
    return new EgressProxy(
        proxy.host(),
        proxy.port(),
        proxy.user().map(user -> new EgressProxy.Login(user, proxy.password().orElse(""))));
  }

  /** Derives the node id from the name, so a restarted node recognises its own leases. */
  private static UUID node(Optional<String> name) {
    return name.map(given -> UUID.nameUUIDFromBytes(given.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(UUID::randomUUID);
  }

  /** The clients' files beside a node, for a command. */
  static AssetFiles assets(Vertx vertx, Settings settings) {
    return new AssetFiles(vertx, files(vertx, settings));
  }

  private static HostedFiles files(Vertx vertx, Settings settings) {
    return new HostedFiles(
        vertx, settings.data().dir().resolve("files"), settings.limits().maxStoredBytes());
  }
}
