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
 * The environment of all rows: PostgreSQL with production settings, Redis, and the receiver in a
 * separate process. One system runs at a time.
 */
final class Stage implements AutoCloseable {
  /** The receiver's origins: a thousand clients, and one with a backlog. */
  static final int ORIGINS = 1_001;

  /** The secrets key of the nodes. */
  static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  /**
   * How much is measured.
   *
   * @param runs per figure, after a warm-up
   * @param limitRequests per run of a limit
   * @param statements whether to report the costliest SQL statements, too
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

  /** Starts all servers. */
  Stage(Options options) throws IOException {
    this.options = options;
    this.limits =
        new Limits(settings(postgres.uri()), receiver, options.limitRequests(), Instant.now());
  }

  Options options() {
    return options;
  }

  /** The number of runs per figure. */
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

  /** For preparations. */
  Vertx vertx() {
    return vertx;
  }

  Limits limits() {
    return limits;
  }

  /** The node that renders, warmed up; started at the first request and kept until the end. */
  Service service() throws IOException, SQLException, InterruptedException {
    if (service == null) {
      service = Service.warm(this);
    }
    return service;
  }

  /** The bare engine, warmed up. */
  Engine engine() throws IOException, SQLException, InterruptedException {
    if (engine == null) {
      engine = Engine.warm();
    }
    return engine;
  }

  /** Encrypts as the nodes do. */
  SealedBox box() {
    return new SealedBox(SecretsKey.ofBase64(KEY), List.of());
  }

  /** Returns the URI of a new, migrated database; empties Redis as well. */
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
   * Drops the database of {@link #freshDatabase}, which must no longer be in use. Reports the cost
   * of its statements per job first, if that was requested.
   */
  void drop(String databaseUri) throws SQLException {
    if (options.statements()) {
      Statements.print(System.err, databaseUri, count(databaseUri, "job"));
    }
    Statements.drop(postgres.uri(), databaseUri);
  }

  /** Runs statements one by one, each in its own transaction. */
  void sql(String databaseUri, String... statements) throws SQLException {
    try (Connection connection = TestServers.connect(databaseUri);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  /** Counts the rows of the given {@code from} clause. */
  long count(String databaseUri, String from) throws SQLException {
    try (Connection connection = TestServers.connect(databaseUri);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + from)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** A node of the packaged program that is ready. */
  Node node(Set<Role> roles, String databaseUri, Map<String, String> extraSettings)
      throws IOException {
    Map<String, String> all = environment(databaseUri);
    all.put("HOOKPRESS_RENDER_ISOLATION", options.isolation());
    all.putAll(extraSettings);
    return Node.start(TestServers.newDirectory("node"), options.nodeJvm(), roles, all);
  }

  /** The settings of every node. */
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
