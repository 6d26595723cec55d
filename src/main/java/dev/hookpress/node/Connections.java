package dev.hookpress.node;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.config.Settings;
import dev.hookpress.deliver.LocalHandoff;
import dev.hookpress.deliver.MailSender;
import dev.hookpress.metrics.EventRecorder;
import dev.hookpress.metrics.Metrics;
import dev.hookpress.outbound.DnsResolver;
import dev.hookpress.outbound.OutboundOptions;
import dev.hookpress.outbound.VettedHttpClient;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressRule;
import dev.hookpress.postgres.PgNodes;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.redis.DegradableErrorWindow;
import dev.hookpress.redis.RedisBlockList;
import dev.hookpress.redis.RedisChannel;
import dev.hookpress.redis.RedisPools;
import dev.hookpress.render.DocumentHandoff;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Vert.x and every client of it, each in a field for as long as the node lives: an unreachable
 * client may be collected, and its pool closed.
 */
final class Connections {
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);
  // One a second, each given up after two: more come together only by a defect.
  private static final int MAX_BEATS_WAITING = 8;

  final Settings settings;
  final Clock clock;
  final UUID node;
  final SealedBox box;
  final EgressPolicy egress;
  final Metrics metrics;
  final Vertx vertx;
  final Wakeups wakes;
  final Pool pool;
  final Pool queues;
  final PgNodes nodes;
  final Redis redis;
  final RedisChannel blockAnnouncements;
  final RedisChannel farWakes;
  final RedisBlockList blocked;
  final DegradableErrorWindow errors;
  final LocalHandoff handOver;
  final DocumentHandoff documents = new DocumentHandoff();
  private final Pool beats;
  private final DnsResolver resolver = new DnsResolver();
  final VettedHttpClient door;
  final MailSender post;
  final TemplateEngine templates;
  private final UlidFactory ulids;

  Connections(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.node = node(settings.node().id());
    this.box = SealedBox.ofBase64(settings.secrets().key().orElseThrow());
    this.egress = egress(settings.outbound());
    this.metrics = new Metrics(Arrays.stream(EgressRule.values()).map(EgressRule::label).toList());
    this.vertx =
        metrics
            .observe(
                new VertxOptions()
                    .setPreferNativeTransport(true)
                    // One a core: twice as many, Vert.x' default, do no more, and each has buffers.
                    .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()))
            .build();
    this.wakes = new Wakeups(vertx.eventBus());
    this.pool =
        Pools.open(
            vertx,
            postgresUri(settings),
            settings.postgres().poolSize(),
            settings.postgres().maxWaiting());
    this.queues =
        Pools.openForQueues(vertx, postgresUri(settings), settings.postgres().maxWaiting());
    this.beats = Pools.openOne(vertx, postgresUri(settings), "heartbeat", MAX_BEATS_WAITING);
    this.nodes = new PgNodes(beats, pool);
    this.redis =
        RedisPools.open(
            vertx,
            settings.redis().uri().orElseThrow(() -> new StartFailure("redis.uri is not set")),
            settings.redis().poolSize(),
            settings.redis().maxWaiting());
    this.blockAnnouncements = new RedisChannel(vertx, redis, "hookpress:blocks:announced");
    this.farWakes = new RedisChannel(vertx, redis, "hookpress:wakes");
    this.blocked = new RedisBlockList(redis, blockAnnouncements, clock);
    this.handOver =
        new LocalHandoff(blocked, clock, Duration.ofSeconds(settings.delivery().leaseSeconds()));
    this.errors =
        new DegradableErrorWindow(redis, blocked, new EventRecorder(metrics)::clientBlocked);
    this.door =
        new VettedHttpClient(
            vertx,
            egress,
            resolver,
            new OutboundOptions(
                settings.outbound().poolPerOrigin(), settings.outbound().maxWaitingPerOrigin()),
            rule -> metrics.egressRefused(rule.label()));
    this.post = MailWiring.open(settings.mail());
    this.templates =
        new TemplateEngine(TemplateLimits.withOutput(settings.render().maxHtmlBytes()));
    this.ulids = UlidFactory.newMonotonicInstance();
  }

  static String postgresUri(Settings settings) {
    return settings.postgres().uri().orElseThrow(() -> new StartFailure("postgres.uri is not set"));
  }

  /** Claims in this node's name. */
  LeaseTerms leasing(int leaseSeconds) {
    return new LeaseTerms(node, Duration.ofSeconds(leaseSeconds), () -> metrics.leasesReclaimed(1));
  }

  /** An id for something that begins at {@code now}: later ones sort later. */
  UUID newId(Instant now) {
    return ulids.create(now.toEpochMilli()).toUuid();
  }

  /** Closes all clients, then Vert.x: from a plain thread, after the verticles are gone. */
  void close() {
    blockAnnouncements.close();
    farWakes.close();
    ShutdownStep.step("outbound door", door.close(), CLOSE_BOUND);
    ShutdownStep.step("mail", MailWiring.close(post), CLOSE_BOUND);
    ShutdownStep.step("resolver", resolver.close(), CLOSE_BOUND);
    redis.close();
    ShutdownStep.step("postgres pool", pool.close(), CLOSE_BOUND);
    ShutdownStep.step("queues' connections", queues.close(), CLOSE_BOUND);
    ShutdownStep.step("heartbeat's connection", beats.close(), CLOSE_BOUND);
    ShutdownStep.step("vertx", vertx.close(), CLOSE_BOUND);
    metrics.close();
  }

  private static EgressPolicy egress(Settings.Outbound outbound) {
    return new EgressPolicy(outbound.allow(), outbound.allowHttp(), outbound.ports());
  }

  /** The same name gives the same id, so that a node that comes back knows its own leases. */
  private static UUID node(Optional<String> name) {
    return name.map(given -> UUID.nameUUIDFromBytes(given.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(UUID::randomUUID);
  }
}
