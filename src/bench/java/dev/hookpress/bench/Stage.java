package dev.hookpress.bench;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.node.Role;
import dev.hookpress.postgres.Migrations;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SecretsKey;
import dev.hookpress.support.TestServers;
import dev.hookpress.support.TestServers.DedicatedPostgres;
import dev.hookpress.support.TestServers.DedicatedRedis;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every row plays on: PostgreSQL with production's settings, Redis, and the receiver in a
 * process of its own. One system at a time.
 */
final class Stage implements AutoCloseable {
  /** The receiver's origins: a thousand clients, and one with a backlog. */
  static final int ORIGINS = 1_001;

  /** What nodes seal with. */
  static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  /**
   * How much is measured.
   *
   * @param runs of each figure, after a warm-up
   * @param limitRequests in one run of a limit
   * @param statements whether to show the costliest SQL statements as well
   * @param nodeJvm flags of the node's JVM
   * @param isolation of the node's rendering
   */
  record Options(
      int runs, int limitRequests, boolean statements, List<String> nodeJvm, String isolation) {}

  private final Options options;
  private final DedicatedPostgres postgres = TestServers.dedicatedPostgres();
  private final DedicatedRedis redis = TestServers.dedicatedRedis();
  private final Vertx vertx = Vertx.vertx();
  private final ReceiverProcess receiver = ReceiverProcess.start(ORIGINS);
  private final Limits limits;
  private Service service;
  private Engine engine;

  /** Starts all of it. */
  Stage(Options options) throws IOException {
    this.options = options;
    this.limits =
        new Limits(settings(postgres.uri()), receiver, options.limitRequests(), Instant.now());
  }

  Options options() {
    return options;
  }

  /** Of each figure. */
  int runs() {
    return options.runs();
  }

  DedicatedPostgres postgres() {
    return postgres;
  }

  DedicatedRedis redis() {
    return redis;
  }

  ReceiverProcess receiver() {
    return receiver;
  }

  /** For what prepares. */
  Vertx vertx() {
    return vertx;
  }

  Limits limits() {
    return limits;
  }

  /** The node that renders, warm; started when the first row asks, and there until the end. */
  Service service() throws IOException, SQLException, InterruptedException {
    if (service == null) {
      service = Service.warm(this);
    }
    return service;
  }

  /** The bare engine, warm as well. */
  Engine engine() throws IOException, SQLException, InterruptedException {
    if (engine == null) {
      engine = Engine.warm();
    }
    return engine;
  }

  /** Seals as the nodes do. */
  SealedBox box() {
    return new SealedBox(SecretsKey.ofBase64(KEY), List.of());
  }

  /** The URI of a new database of a new system, whose tables are there; Redis is empty as well. */
  String freshDatabase() throws SQLException {
    TestServers.redis(redis.uri(), "FLUSHALL");
    String uri = TestServers.freshDatabase(postgres);
    Migrations.run(uri);
    if (options.statements()) {
      Statements.reset(uri);
    }
    return uri;
  }

  /**
   * Drops what {@link #freshDatabase} has made, and nobody uses any more; says before it what its
   * statements have cost for each job, if that was asked for.
   */
  void drop(String databaseUri) throws SQLException {
    if (options.statements()) {
      Statements.print(System.err, databaseUri, count(databaseUri, "job"));
    }
    Statements.drop(postgres.uri(), databaseUri);
  }

  /** Runs statements one by one, each in a transaction of its own. */
  void sql(String databaseUri, String... statements) throws SQLException {
    try (Connection connection = TestServers.connect(databaseUri);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  /** How many rows there are in what is named after {@code from}. */
  long count(String databaseUri, String from) throws SQLException {
    try (Connection connection = TestServers.connect(databaseUri);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + from)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** A node of the packaged program, ready. */
  Node node(Set<Role> roles, String databaseUri, Map<String, String> extraSettings)
      throws IOException {
    Map<String, String> all = environment(databaseUri);
    all.put("HOOKPRESS_RENDER_ISOLATION", options.isolation());
    all.putAll(extraSettings);
    return Node.start(TestServers.newDirectory("node"), options.nodeJvm(), roles, all);
  }

  /** What a node's settings are when no row adds any. */
  Settings settings(String databaseUri) {
    Map<String, String> environment = new HashMap<>(environment(databaseUri));
    environment.put("HOOKPRESS_DATA_DIR", TestServers.newDirectory("bench").toString());
    environment.put("HOOKPRESS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("HOOKPRESS_MANAGEMENT_PORT", "0");
    SettingsResult reading = SettingsReader.read(environment, Optional.empty());
    if (reading instanceof SettingsResult.Invalid invalid) {
      throw new IllegalStateException(invalid.message());
    }
    return ((SettingsResult.Valid) reading).settings();
  }

  private Map<String, String> environment(String databaseUri) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOOKPRESS_POSTGRES_URI", databaseUri);
    environment.put("HOOKPRESS_REDIS_URI", redis.uri());
    environment.put("HOOKPRESS_SECRETS_KEY", KEY);
    environment.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
    return environment;
  }

  @Override
  public void close() throws IOException, SQLException {
    if (service != null) {
      service.close();
    }
    limits.close();
    receiver.close();
    vertx.close().await();
    redis.close();
    postgres.close();
  }
}
