package dev.hookpress;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.node.Role;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestFiles;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database, a Redis, a data directory and a clock, and the nodes that a test starts on them. All
 * nodes are closed after the test; those of a static installation after the class.
 */
final class Installation implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final Clock clock;
  private final Ticker ticker;
  private final String database;
  private final String redis;
  private final Path data;
  private final Deque<SystemNode> nodes = new ArrayDeque<>();
  private boolean ofClass;

  /** An installation on the system's clock. */
  Installation() {
    this(TestServers.migratedDatabase(), TestServers.freshRedis());
  }

  /** An installation of these servers on the system's clock. */
  Installation(String database, String redis) {
    this(Clock.systemUTC(), Ticker.systemTicker(), database, redis, newDirectory());
  }

  Installation(MutableClock clock) {
    this(clock, TestServers.migratedDatabase(), TestServers.freshRedis());
  }

  Installation(MutableClock clock, String database, String redis) {
    this(clock, database, redis, newDirectory());
  }

  /** An installation on a data directory that exists. */
  Installation(MutableClock clock, String database, String redis, Path data) {
    this(clock, clock, database, redis, data);
  }

  private Installation(Clock clock, Ticker ticker, String database, String redis, Path data) {
    this.clock = clock;
    this.ticker = ticker;
    this.database = database;
    this.redis = redis;
    this.data = data;
  }

  private static Path newDirectory() {
    return Path.of("target", "test-data", UUID.randomUUID().toString()).toAbsolutePath();
  }

  /** The URI of the database. */
  String database() {
    return database;
  }

  /** The URI of the Redis. */
  String redis() {
    return redis;
  }

  /** The data directory of its nodes, which exists while one runs. */
  Path data() {
    return data;
  }

  /** Starts a node with all roles and the default settings. */
  SystemNode start() {
    return start(Map.of());
  }

  /** Starts a node with all roles; {@code settings} are variables such as {@code HOOKPRESS_…}. */
  SystemNode start(Map<String, String> settings) {
    return start(EnumSet.allOf(Role.class), settings);
  }

  /** Starts a node with some roles. */
  SystemNode start(Set<Role> roles, Map<String, String> settings) {
    data.toFile().mkdirs();
    SystemNode node = SystemNode.start(database, redis, data, clock, ticker, roles, settings);
    nodes.push(node);
    return node;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofClass = true;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (!ofClass) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    close();
  }

  private void close() throws IOException {
    nodes.forEach(SystemNode::close);
    nodes.clear();
    if (data.toFile().exists()) {
      TestFiles.deleteTree(data);
    }
  }
}
