package dev.hookpress.node;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.claim.VertxTimers;
import dev.hookpress.config.Settings;
import dev.hookpress.deliver.DispatcherVerticle;
import dev.hookpress.logging.LogSetup;
import dev.hookpress.metrics.ManagementVerticle;
import dev.hookpress.metrics.Readiness;
import dev.hookpress.metrics.Readiness.Check;
import dev.hookpress.metrics.Readiness.Need;
import dev.hookpress.postgres.Migrations;
import dev.hookpress.postgres.PgSecretsKeys;
import dev.hookpress.postgres.PgUpkeep;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.redis.CrossNodeWakeups;
import dev.hookpress.render.RenderVerticle;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.upkeep.PeriodicTask;
import dev.hookpress.upkeep.UpkeepVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Composition root of a node. Starts the components of the node's roles in order and stops them in
 * reverse: the API refuses new requests, work in progress finishes, then the clients close.
 */
public final class App {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);
  private static final String ALL_ADDRESSES = "0.0.0.0";
  private static final Duration START_BOUND = Duration.ofSeconds(30);
  // What a drain ends.
  private static final Set<String> WORKING = Set.of("api", "render", "dispatcher");
  private static final Duration CHECK_BOUND = Duration.ofSeconds(2);
  // A response in progress finishes; a keep-alive connection is not waited for.
  private static final Duration HTTP_STOP_BOUND = Duration.ofSeconds(10);

  private final Settings settings;
  private final Connections connections;
  private final Readiness readiness;
  private final Deployments running = new Deployments(START_BOUND);

  private Set<Role> roles = Set.of();
  // Null until it is started; a node without API and rendering has none.
  private RendererStart renderer;
  private final NodeLeases leases;

  // Whether it has reported that it is ready.
  private boolean served;

  // Whether the node is registered with the other nodes, and so may hold leases.
  private boolean joined;

  private App(Settings settings, Connections connections) {
    this.settings = settings;
    this.connections = connections;
    this.readiness = readiness(connections);
    this.leases = new NodeLeases(connections);
  }

  /**
   * Starts all components and returns when they serve; call {@link #ready} to report readiness.
   *
   * @param migrating whether the node migrates the schema; else it only checks it. Behind a pooler
   *     it never does
   * @throws StartFailure if a required server is unavailable or a port is taken
   */
  public static App start(Settings settings, Set<Role> roles, Clock clock, boolean migrating) {
    return start(settings, roles, clock, Ticker.systemTicker(), migrating);
  }

  /**
   * The same.
   *
   * @param ticker measures the age of cached keys and settings
   */
  public static App start(
      Settings settings, Set<Role> roles, Clock clock, Ticker ticker, boolean migrating) {
    StartChecks.directories(settings, roles);
    App app = new App(settings, new Connections(settings, clock, ticker));
    LogSetup.node(app.connections.nodeName(), settings.log().level().name());
    app.roles = roles;
    try {
      app.connections.metrics.built(version(), List.of(labels(roles).split(",")));
      app.start(roles, migrating);
      return app;
    } catch (RuntimeException e) {
      app.stop();
      throw e;
    }
  }

  private void start(Set<Role> roles, boolean migrating) {
    if (!BoundedWait.forStart("Postgres", Migrations.isCurrent(connections.pool), START_BOUND)) {
      Schema.update(settings, migrating);
    }
    requireSecretsKey();
    if (roles.contains(Role.RENDER) || roles.contains(Role.API)) {
      renderer = RendererStart.begin(connections, roles.contains(Role.RENDER));
    }
    StoreAddresses.checkSession(connections);
    // The node registers before it can claim work that other nodes may have to recover.
    NodeDrain drainOnRequest = new NodeDrain(connections, this::drain);
    Supplier<Future<Void>> described = () -> drainOnRequest.describe(labels(roles), version());
    Heartbeat heartbeat = new Heartbeat(connections, described);
    BoundedWait.forStart("Postgres", heartbeat.join(), START_BOUND);
    joined = true;
    // Started first and so stopped last: a draining node must not count as dead.
    deploy("heartbeat", CHECK_BOUND, 1, () -> upkeep(heartbeat.periodicTasks()));
    leases.takeUp(START_BOUND);
    var far =
        new CrossNodeWakeups(
            new VertxTimers(connections.vertx),
            connections.crossNodeWakeups,
            connections.wakeups,
            roles.contains(Role.RENDER),
            roles.contains(Role.DISPATCH),
            connections.shards::alone);
    BoundedWait.forStart("wake-ups", far.open(), START_BOUND);
    Duration drain = Duration.ofSeconds(settings.node().drainSeconds());
    if (roles.contains(Role.DISPATCH)) {
      DispatchWiring.recordBlockEvents(connections);
      learnBlocks();
      BoundedWait.forStart("Postgres", connections.unsent.refresh(), START_BOUND);
      leases.takeShards(START_BOUND);
    }
    connections.blockAnnouncements.open();
    connections.changes.open();
    listenToOperators();
    BoundedWait.forStart("Postgres", described.get(), START_BOUND);
    List<PeriodicTask> tasks = new ArrayList<>(PeriodicTasks.of(connections, roles, readiness));
    tasks.add(drainOnRequest.task());
    deploy("upkeep", CHECK_BOUND, 1, () -> upkeep(tasks));
    if (roles.contains(Role.DISPATCH)) {
      DispatcherVerticle dispatcher = DispatchWiring.verticle(connections, drain);
      connections.metrics.deliveryInflight(dispatcher::inFlight);
      deploy("dispatcher", drain.plus(CHECK_BOUND), 1, () -> dispatcher);
    }
    if (roles.contains(Role.RENDER)) {
      RenderVerticle render = RenderWiring.verticle(connections, renderer.await(), drain);
      deploy("render", drain.plus(CHECK_BOUND), 1, () -> render);
    }
    if (roles.contains(Role.API)) {
      listenToClients();
    }
  }

  private void listenToOperators() {
    running.listen(
        "management.port (HOOKPRESS_MANAGEMENT_PORT)",
        settings.management().host().orElse(ALL_ADDRESSES),
        settings.management().port(),
        connections.management,
        "management",
        CHECK_BOUND,
        1,
        () ->
            new ManagementVerticle(
                connections.metrics,
                readiness,
                settings.management().host().orElse(ALL_ADDRESSES),
                settings.management().port(),
                OperatorWiring.routes(connections)));
  }

  private void listenToClients() {
    int loops = Runtime.getRuntime().availableProcessors();
    running.listen(
        "http.port (HOOKPRESS_HTTP_PORT)",
        settings.http().host().orElse(ALL_ADDRESSES),
        settings.http().port(),
        connections.vertx,
        "api",
        HTTP_STOP_BOUND.plus(CHECK_BOUND),
        loops,
        ApiWiring.verticles(connections, renderer.await(), readiness, HTTP_STOP_BOUND));
  }

  private UpkeepVerticle upkeep(List<PeriodicTask> tasks) {
    return new UpkeepVerticle(tasks, () -> connections.metrics.workFailed("task"));
  }

  /** Marks the node as ready for traffic. */
  public void ready() {
    readiness.started();
    served = true;
    LOG.atInfo()
        .addKeyValue("event", "node.started")
        .addKeyValue("version", version())
        .addKeyValue("roles", labels(roles))
        .addKeyValue("http_port", settings.http().port())
        .addKeyValue("management_port", settings.management().port())
        .addKeyValue("secrets_key", connections.box.fingerprint())
        .addKeyValue("java", System.getProperty("java.version"))
        .log("This node has started and serves.");
  }

  /** Drains and closes all components in order, within {@link #stopBound}. */
  public synchronized void stop() {
    Instant began = connections.clock.instant();
    LOG.atInfo().addKeyValue("event", "node.stopping").log("This node stops.");
    serveAsLameDuck();
    giveUpShards();
    running.end(name -> true);
    if (joined) {
      leases.leave(CHECK_BOUND);
    }
    if (renderer != null) {
      renderer.close();
    }
    connections.close();
    LOG.atInfo()
        .addKeyValue("event", "node.stopped")
        .addKeyValue(
            "drained_in_ms", Duration.between(began, connections.clock.instant()).toMillis())
        .log("This node has stopped.");
  }

  /**
   * Finishes the work in progress and takes no more: the API is closed, and nothing is claimed. The
   * node stays up, and not ready, until {@link #stop}.
   */
  private synchronized void drain() {
    LOG.atInfo().addKeyValue("event", "node.draining").log("This node drains, as it was asked to.");
    serveAsLameDuck();
    giveUpShards();
    running.end(WORKING::contains);
    leases.renewShards(CHECK_BOUND);
    LOG.atInfo()
        .addKeyValue("event", "node.drained")
        .log("This node has nothing in hand, and may be stopped.");
  }

  private void giveUpShards() {
    if (joined && roles.contains(Role.DISPATCH)) {
      leases.giveUpShards(CHECK_BOUND);
    }
  }

  private void serveAsLameDuck() {
    readiness.stopping();
    boolean asked = served && roles.contains(Role.API);
    connections.lameDuck.serve(Duration.ofSeconds(asked ? settings.node().lameDuckSeconds() : 0));
  }

  /** The maximum duration of {@link #stop}: the sum of the bounds of its steps. */
  public static Duration stopBound(Settings settings) {
    Duration drain = Duration.ofSeconds(settings.node().drainSeconds());
    Duration api = HTTP_STOP_BOUND.plus(CHECK_BOUND);
    Duration renderAndDispatch = drain.plus(CHECK_BOUND).multipliedBy(2);
    Duration upkeepManagementHeartbeatAndLeases = CHECK_BOUND.multipliedBy(4);
    return Duration.ofSeconds(settings.node().lameDuckSeconds())
        .plus(api)
        .plus(renderAndDispatch)
        .plus(upkeepManagementHeartbeatAndLeases)
        .plus(Connections.CLOSE_BOUND);
  }

  /**
   * A link that opens the console once, as the holder of this key; empty if the key is not known.
   */
  public Optional<String> consoleLink(String apiKey) {
    Instant now = connections.clock.instant();
    return BoundedWait.forStart(
        "Postgres",
        ApiWiring.clients(connections)
            .byApiKey(apiKey)
            .map(
                found ->
                    found.map(client -> ApiWiring.console(connections).link(client, apiKey, now))),
        START_BOUND);
  }

  /**
   * Creates the client of this API key if it does not exist: the standalone's first client.
   *
   * @return the key that signs its callbacks
   */
  public SigningKey clientOf(String apiKey, String name) {
    PgClients clients = ApiWiring.clients(connections);
    Instant now = connections.clock.instant();
    return BoundedWait.forStart(
        "Postgres",
        clients
            .byApiKey(apiKey)
            .compose(
                found ->
                    found.isPresent()
                        ? connections
                            .deliverySettings
                            .of(found.get().id(), now)
                            .map(known -> known.signingKeys().get(0))
                        : ClientCreation.create(clients, name, apiKey, now)
                            .map(ClientCreation.Created::signingKey)),
        START_BOUND);
  }

  /**
   * Loads the blocked clients before anything is sent. The node starts without them while Redis is
   * unavailable.
   */
  private void learnBlocks() {
    BoundedWait.forStart(
        "blocks",
        connections
            .blockList
            .refresh(connections.clock.instant())
            .timeout(CHECK_BOUND.toMillis(), TimeUnit.MILLISECONDS)
            .onFailure(
                away ->
                    LOG.warn(
                        "Redis does not answer; the node starts without it: {}", firstLine(away)))
            .otherwiseEmpty(),
        START_BOUND);
  }

  /**
   * Fails the start if this node cannot unseal the other nodes' values: it would otherwise accept
   * work that only it can read.
   */
  private void requireSecretsKey() {
    Optional<String> missing =
        BoundedWait.forStart(
            "Postgres", new PgSecretsKeys(connections.pool).use(connections.box), START_BOUND);
    if (missing.isPresent()) {
      throw new StartFailure(
          "HOOKPRESS_SECRETS_KEY (fingerprint "
              + connections.box.fingerprint()
              + ") does not open what is sealed in this database with the key of fingerprint "
              + missing.get()
              + ". Set HOOKPRESS_SECRETS_KEY to the key that the other nodes have; to rotate it,"
              + " name the old key in HOOKPRESS_SECRETS_PREVIOUS_KEYS.");
    }
  }

  private void deploy(
      String name, Duration stopBound, int instances, Supplier<? extends Deployable> verticle) {
    running.deploy(connections.vertx, name, stopBound, instances, verticle);
  }

  /** A node must be able to write: a server that only reads, as after a failover, is not enough. */
  private static Readiness readiness(Connections connections) {
    PgUpkeep probe = new PgUpkeep(connections.pool);
    return new Readiness(
        List.of(
            new Check(
                "postgres",
                Need.REQUIRED,
                () -> probe.probe(connections.node, connections.clock.instant()).map(true)),
            new Check(
                "redis",
                Need.OPTIONAL,
                () -> Future.succeededFuture(!connections.errors.degraded()))),
        CHECK_BOUND);
  }

  private static String labels(Set<Role> roles) {
    return roles.stream()
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** The version that runs; {@code source} outside of a jar. */
  static String version() {
    return Optional.ofNullable(App.class.getPackage().getImplementationVersion()).orElse("source");
  }

  private static String firstLine(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).strip();
    return message.lines().findFirst().orElse(message);
  }
}
