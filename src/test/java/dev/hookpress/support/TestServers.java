package dev.hookpress.support;

import dev.hookpress.postgres.Migrations;
import dev.hookpress.standalone.DataDirectory;
import dev.hookpress.standalone.PostgresServer;
import dev.hookpress.standalone.RedisServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real servers for tests: one PostgreSQL and one Redis in each test JVM, started at first use and
 * stopped at its end; and more of them for tests that stop and start their own.
 */
public final class TestServers {
  private static final Path ROOT = Path.of("target", "test-servers").toAbsolutePath();
  private static final Path CACHE = ROOT.resolve("bin");
  private static final int REDIS_DATABASES = 16;

  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private TestServers() {}

  /** The directory of this JVM; no other has it while this one lives. */
  private static final class Run {
    private static final Path DIRECTORY = open();

    private static Path open() {
      try {
        for (int number = 1; ; number++) {
          Path candidate = ROOT.resolve("run-" + number);
          if (DataDirectory.open(candidate) instanceof DataDirectory.Opening.Opened opened) {
            clean(candidate);
            OPEN.addFirst(opened.directory());
            Runtime.getRuntime().addShutdownHook(new Thread(TestServers::closeAll));
            return candidate;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void clean(Path directory) throws IOException {
      try (var entries = Files.list(directory)) {
        for (Path entry : entries.filter(path -> !path.endsWith("lock")).toList()) {
          TestFiles.deleteTree(entry);
        }
      }
    }
  }

  private static final class SharedPostgres {
    private static final DedicatedPostgres SERVER = dedicatedPostgres();
  }

  /** A database with the tables of this version: a copy of it takes less time than migrations. */
  private static final class Migrated {
    private static final String NAME = make();

    private static String make() {
      String name = "migrated";
      Migrations.run(create(SharedPostgres.SERVER, name, ""));
      return name;
    }
  }

  private static final class SharedRedis {
    private static final DedicatedRedis SERVER = dedicatedRedis();
  }

  /** The URI of a new and empty database. */
  public static String freshDatabase() {
    return freshDatabase(SharedPostgres.SERVER);
  }

  /** The URI of a new and empty database on that server. */
  public static String freshDatabase(DedicatedPostgres postgres) {
    return create(postgres, newName(), "");
  }

  /** The URI of a new database with the tables of this version, all of them empty. */
  public static String migratedDatabase() {
    return create(SharedPostgres.SERVER, newName(), " TEMPLATE " + Migrated.NAME);
  }

  private static String newName() {
    return "test_" + COUNTER.incrementAndGet();
  }

  private static String create(DedicatedPostgres postgres, String name, String options) {
    try (Connection connection = connect(postgres.uri());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + options);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return postgres.server().uri(name);
  }

  /** A JDBC connection for a URI of {@link #freshDatabase()}. */
  public static Connection connect(String uri) throws SQLException {
    URI parsed = URI.create(uri);
    String[] user = parsed.getUserInfo().split(":", 2);
    Properties properties = new Properties();
    properties.setProperty("user", user[0]);
    properties.setProperty("password", user[1]);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + parsed.getHost() + ":" + parsed.getPort() + parsed.getPath(),
        properties);
  }

  /** The URI of the Redis that all tests of this JVM share. */
  public static String redisUri() {
    return SharedRedis.SERVER.uri();
  }

  /**
   * The URI of an empty numbered database in the shared Redis; the one of fifteen calls ago is
   * emptied for it. Messages are not kept apart by it: name channels with care.
   */
  public static String freshRedis() {
    int number = 1 + COUNTER.incrementAndGet() % (REDIS_DATABASES - 1);
    redis(redisUri(), "SELECT " + number, "FLUSHDB");
    return redisUri() + "/" + number;
  }

  /** Sends plain commands one by one; gives the first line of the last answer. */
  public static String redis(String uri, String... commands) {
    URI parsed = URI.create(uri);
    try (Socket socket = new Socket(parsed.getHost(), parsed.getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String answer = exchange(out, in, "AUTH " + parsed.getUserInfo().substring(1));
      for (String command : commands) {
        answer = exchange(out, in, command);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String exchange(OutputStream out, BufferedReader in, String command)
      throws IOException {
    out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    String answer = in.readLine();
    if (answer == null || answer.startsWith("-")) {
      throw new IOException("Redis answered " + answer);
    }
    // A text: its length came first.
    return answer.startsWith("$") && !answer.equals("$-1") ? in.readLine() : answer;
  }

  /** Starts a dedicated PostgreSQL; stopped at the JVM's end at the latest. */
  public static DedicatedPostgres dedicatedPostgres() {
    return started(new DedicatedPostgres());
  }

  /** Starts a dedicated Redis; stopped at the JVM's end at the latest. */
  public static DedicatedRedis dedicatedRedis() {
    return started(new DedicatedRedis());
  }

  private static <T extends DedicatedServer<?>> T started(T server) {
    server.start();
    register(server);
    return server;
  }

  /** A server that can be stopped and restarted under the same URI with its data. */
  private abstract static class DedicatedServer<S extends Closeable> implements AutoCloseable {
    private final Path directory;
    private S server;
    private boolean running;

    DedicatedServer(String name) {
      directory = newDirectory(name);
    }

    /** Starts it; {@code port} is 0 for any. */
    abstract S start(Path data, Path passwordFile, int port) throws IOException;

    abstract int port(S server);

    abstract String uri(S server);

    public final synchronized String uri() {
      return uri(server);
    }

    final synchronized S server() {
      return server;
    }

    public final synchronized void start() {
      if (!running) {
        try {
          server =
              start(
                  directory.resolve("data"),
                  directory.resolve("password"),
                  server == null ? 0 : port(server));
          running = true;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    public final synchronized void stop() {
      if (running) {
        running = false;
        try {
          server.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public final void close() {
      stop();
    }
  }

  /** A PostgreSQL that can be stopped and restarted under the same URI with its data. */
  public static final class DedicatedPostgres extends DedicatedServer<PostgresServer> {
    private DedicatedPostgres() {
      super("postgres");
    }

    @Override
    PostgresServer start(Path data, Path passwordFile, int port) throws IOException {
      return PostgresServer.start(CACHE, data, passwordFile, port);
    }

    @Override
    int port(PostgresServer server) {
      return server.port();
    }

    @Override
    String uri(PostgresServer server) {
      return server.uri();
    }
  }

  /** A Redis that can be stopped and restarted under the same URI with its data. */
  public static final class DedicatedRedis extends DedicatedServer<RedisServer> {
    private DedicatedRedis() {
      super("redis");
    }

    @Override
    RedisServer start(Path data, Path passwordFile, int port) throws IOException {
      return RedisServer.start(CACHE, data, passwordFile, port);
    }

    @Override
    int port(RedisServer server) {
      return server.port();
    }

    @Override
    String uri(RedisServer server) {
      return server.uri();
    }
  }

  /** A new directory under {@code target/} for one test, with a file {@code password} in it. */
  public static Path newDirectory(String name) {
    try {
      Path directory = Run.DIRECTORY.resolve(name + "-" + COUNTER.incrementAndGet());
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("password"), "test-password\n");
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the servers' programs are unpacked, once for all tests. */
  public static Path cache() {
    return CACHE;
  }

  static void register(AutoCloseable server) {
    synchronized (OPEN) {
      OPEN.addFirst(server);
    }
  }

  private static void closeAll() {
    synchronized (OPEN) {
      for (AutoCloseable one : OPEN) {
        try {
          one.close();
        } catch (Exception e) {
          System.err.println("Not stopped cleanly: " + e);
        }
      }
    }
  }
}
