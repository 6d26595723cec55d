package dev.hookpress.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis with settings of the test's own: a replica, a sentinel, a node of a cluster. Its password
 * is the one of all test servers.
 */
public final class RedisProcess implements AutoCloseable {
  private static final int START_SECONDS = 20;

  private final Process process;
  private final int port;

  private RedisProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one on a free port and waits until it answers.
   *
   * @param settings lines of its file, beside its port and password
   * @param options of the command line, such as {@code --sentinel}
   */
  public static RedisProcess start(List<String> settings, String... options) {
    // Unpacks the program, where no test has yet.
    TestServers.redisUri();
    Path directory = TestServers.newDirectory("redis-process");
    int port = FreePorts.next();
    List<String> lines =
        new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "requirepass " + password()));
    lines.addAll(settings);
    List<String> command = new ArrayList<>(List.of(program(), directory + "/redis.conf"));
    command.addAll(List.of(options));
    try {
      Files.write(directory.resolve("redis.conf"), lines);
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      RedisProcess redis = new RedisProcess(process, port);
      TestServers.register(redis);
      redis.awaitAnswer();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String password() {
    return "test-password";
  }

  private static String program() {
    Path unpacked = TestServers.cache().resolve("redis-server");
    return Files.isExecutable(unpacked) ? unpacked.toString() : "redis-server";
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        command("PING");
        return;
      } catch (UncheckedIOException notYet) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw notYet;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Sends plain commands; gives the first line of the last answer. */
  public String command(String... commands) {
    return TestServers.redis(uri(), commands);
  }

  public int port() {
    return port;
  }

  /** As a server by itself; with the password. */
  public String uri() {
    return "redis://:" + password() + "@127.0.0.1:" + port;
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
