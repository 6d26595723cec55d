package dev.hookpress.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on loopback, durable: committed data is on disk. It requires a password,
 * since every user of the machine can reach loopback.
 */
public final class PostgresServer implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final String USER = "hookpress";
  private static final String DATABASE = "hookpress";

  /** Creating the database files takes 2 s; a slow disk may need ten times that. */
  private static final Duration CREATION = Duration.ofSeconds(120);

  /** After a crash the log is replayed; {@code max_wal_size} bounds how much. */
  private static final Duration START = Duration.ofSeconds(120);

  private static final List<LeftoverProcesses.Step> STOP =
      List.of(
          new LeftoverProcesses.Step(Signal.INT, Duration.ofSeconds(20)),
          new LeftoverProcesses.Step(Signal.QUIT, Duration.ofSeconds(5)),
          new LeftoverProcesses.Step(Signal.KILL, Duration.ofSeconds(5)));

  /**
   * Passed on the command line, which overrides every file. The first three guarantee durability;
   * the rest suit a small machine shared with the renderer.
   */
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=" + Ports.LOOPBACK,
          "unix_socket_directories=",
          "max_connections=100",
          "shared_buffers=256MB",
          "effective_cache_size=1GB",
          "work_mem=16MB",
          "maintenance_work_mem=128MB",
          "max_wal_size=2GB",
          "checkpoint_timeout=15min",
          "wal_compression=on",
          "random_page_cost=1.1",
          "jit=off",
          "max_parallel_workers_per_gather=0",
          // A queue's table consists of dead rows within seconds.
          "autovacuum_naptime=10s",
          "autovacuum_vacuum_cost_limit=2000",
          "shared_preload_libraries=pg_stat_statements",
          "timezone=UTC",
          "log_timezone=UTC",
          // The start waits for a log line in English.
          "lc_messages=C");

  private final ServerProcess process;
  private final int port;
  private final String password;

  private PostgresServer(ServerProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server on its data directory, created if missing. First terminates leftover
   * processes of an earlier run. The caller holds the data directory's lock.
   *
   * @param cache where the programs are unpacked
   * @param data need not exist; its parent must
   * @param passwordFile its first line is the password
   * @param wantedPort 0 for any free port
   * @throws IOException with the server's output if it cannot be started
   */
  public static PostgresServer start(Path cache, Path data, Path passwordFile, int wantedPort)
      throws IOException {
    return start(Launcher.notAsRoot(), cache, data, passwordFile, wantedPort);
  }

  static PostgresServer start(
      Launcher launcher, Path cache, Path data, Path passwordFile, int wantedPort)
      throws IOException {
    PostgresBinaries binaries = PostgresBinaries.in(cache);
    if (Files.isDirectory(data)) {
      new LeftoverProcesses(data, "postgres").end(STOP);
      // No server runs here now, so its process id can only belong to another process.
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } else {
      create(launcher, binaries, data, passwordFile);
    }
    launcher.own(data);
    String password = Files.readString(passwordFile).strip();
    return Ports.start(
        wantedPort,
        port -> {
          List<String> command = new ArrayList<>();
          command.add(binaries.program("postgres"));
          command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
          SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
          ServerProcess process =
              ServerProcess.start(
                  "postgres",
                  launcher.command(command),
                  data,
                  "ready to accept connections",
                  START);
          return new PostgresServer(process, port, password);
        });
  }

  /**
   * Creates the database in a temporary directory and moves it into place when complete. So a
   * directory of that name is always complete, and the leftovers of an interrupted creation never
   * held data.
   */
  private static void create(
      Launcher launcher, PostgresBinaries binaries, Path data, Path passwordFile)
      throws IOException {
    String halfPrefix = data.getFileName() + ".creating";
    try (DirectoryStream<Path> halves =
        Files.newDirectoryStream(data.getParent(), halfPrefix + "*")) {
      for (Path half : halves) {
        new LeftoverProcesses(half, "postgres").end(STOP);
        deleteIfPossible(half);
      }
    }
    LOG.info("Creating a database in {}", data);
    Path half = Files.createTempDirectory(data.getParent(), halfPrefix);
    launcher.own(half);
    List<String> initdb = new ArrayList<>();
    initdb.add(binaries.program("initdb"));
    initdb.addAll(List.of("-D", half.toString(), "-U", USER, "--encoding=UTF8", "--locale=C"));
    // The same collation on every machine, whatever its libraries.
    initdb.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    initdb.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
    Command.run("initdb", launcher.command(initdb), data.getParent(), "", CREATION);
    List<String> single = new ArrayList<>();
    single.add(binaries.program("postgres"));
    single.addAll(List.of("--single", "-D", half.toString(), "-c", "exit_on_error=on", "postgres"));
    Command.run(
        "postgres",
        launcher.command(single),
        data.getParent(),
        "CREATE DATABASE " + DATABASE + "\n",
        CREATION);
    DurableFiles.moveInto(half, data);
  }

  /** An interrupted creation may still be cleaning up; its leftovers do no harm. */
  private static void deleteIfPossible(Path half) {
    try {
      DurableFiles.deleteTree(half);
    } catch (IOException e) {
      LOG.info("{} is left for the next start: {}", half, e.toString());
    }
  }

  /** The URI of Hookpress's database. Contains the password: do not log. */
  public String uri() {
    return uri(DATABASE);
  }

  /** The URI of a database on this server. Contains the password: do not log. */
  public String uri(String database) {
    return "postgresql://"
        + USER
        + ":"
        + password
        + "@"
        + Ports.LOOPBACK
        + ":"
        + port
        + "/"
        + database;
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** Fast shutdown: open transactions are rolled back. Takes at most 30 s. */
  @Override
  public void close() throws IOException {
    process.stop(STOP);
  }
}
