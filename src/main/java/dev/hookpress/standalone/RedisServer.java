package dev.hookpress.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** A Redis server on loopback that persists its data to an append-only file. */
public final class RedisServer implements Closeable {
  private static final String PROGRAM = "redis-server";

  /** It reads the file at start; {@code maxmemory} bounds its size. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final List<LeftoverProcesses.Step> STOP =
      List.of(
          new LeftoverProcesses.Step(Signal.TERM, Duration.ofSeconds(10)),
          new LeftoverProcesses.Step(Signal.KILL, Duration.ofSeconds(5)));

  private final ServerProcess process;
  private final int port;
  private final String password;

  private RedisServer(ServerProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server on its data directory, created if missing. First terminates leftover
   * processes of an earlier run. The caller holds the data directory's lock.
   *
   * @param cache where the program is unpacked
   * @param data need not exist; its parent must
   * @param passwordFile its first line is the password
   * @param wantedPort 0 for any free port
   * @throws IOException with the server's output if it cannot be started
   */
  public static RedisServer start(Path cache, Path data, Path passwordFile, int wantedPort)
      throws IOException {
    Launcher launcher = Launcher.asWeAre();
    String program = program(cache);
    Files.createDirectories(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    new LeftoverProcesses(data, PROGRAM).end(STOP);
    String password = Files.readString(passwordFile).strip();
    return Ports.start(
        wantedPort,
        port -> {
          // In a private file: any user can read a password on the command line.
          Path settings = data.resolve("redis.conf");
          Files.deleteIfExists(settings);
          Files.createFile(settings, DurableFiles.permissions(settings, "rw-------"));
          Files.writeString(settings, settings(port, password));
          ServerProcess process =
              ServerProcess.start(
                  PROGRAM,
                  launcher.command(List.of(program, settings.toString())),
                  data,
                  "Ready to accept connections",
                  START);
          return new RedisServer(process, port, password);
        });
  }

  private static String settings(int port, String password) {
    return String.join(
        "\n",
        "bind " + Ports.LOOPBACK,
        "port " + port,
        "requirepass " + password,
        "daemonize no",
        "appendonly yes",
        "appendfsync everysec",
        "save \"\"",
        // Redis refuses writes beyond it; Hookpress then behaves as if Redis were unavailable.
        "maxmemory 512mb",
        "maxmemory-policy noeviction",
        "");
  }

  /** The packaged program, or the system's own if a library that it needs is missing. */
  private static String program(Path cache) throws IOException {
    Path unpacked = cache.resolve(PROGRAM);
    if (!runs(unpacked.toString())) {
      Files.createDirectories(cache);
      Path half = Files.createTempDirectory(cache, "redis-unpacking");
      Path program = ExecutableProvider.newJarResourceProvider(half.toFile()).get().toPath();
      Files.move(program, unpacked, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.deleteTree(half);
    }
    for (String candidate : List.of(unpacked.toString(), PROGRAM)) {
      if (runs(candidate)) {
        return candidate;
      }
    }
    throw new IOException(
        "The packaged Redis does not run on this system (it needs OpenSSL 3), and there is no"
            + " redis-server to use instead: install one, or set HOOKPRESS_REDIS_URI");
  }

  private static boolean runs(String program) {
    return Command.succeeds(List.of(program, "--version"));
  }

  /** Contains the password: do not log. */
  public String uri() {
    return "redis://:" + password + "@" + Ports.LOOPBACK + ":" + port;
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** Flushes the remaining writes to disk and stops. Takes at most 15 s. */
  @Override
  public void close() throws IOException {
    process.stop(STOP);
  }
}
