package dev.hookpress.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Runs the embedded PostgreSQL and Redis in one data directory. */
public final class EmbeddedServers implements AutoCloseable {
  /** The subdirectory with PostgreSQL's data. */
  static final String POSTGRES = "postgres";

  private final Optional<PostgresServer> postgres;
  private final Optional<RedisServer> redis;

  private EmbeddedServers(Optional<PostgresServer> postgres, Optional<RedisServer> redis) {
    this.postgres = postgres;
    this.redis = redis;
  }

  /**
   * Whether the libraries and programs of the embedded servers are on the class path; the plain jar
   * omits them.
   */
  public static boolean packaged() {
    ClassLoader loader = EmbeddedServers.class.getClassLoader();
    return Stream.of(
            "com/icegreen/greenmail/util/GreenMail.class",
            "org/tukaani/xz/XZInputStream.class",
            "redis/embedded/core/ExecutableProvider.class")
        .allMatch(name -> loader.getResource(name) != null);
  }

  /**
   * Starts the wanted servers in parallel. If one fails, the other is stopped.
   *
   * @throws IOException with the failed server's last output
   */
  public static EmbeddedServers start(
      DataDirectory directory, boolean wantPostgres, boolean wantRedis) throws IOException {
    if (!wantPostgres && !wantRedis) {
      return new EmbeddedServers(Optional.empty(), Optional.empty());
    }
    Path path = directory.path();
    Path cache = path.resolve("bin");
    Path password = directory.serversPassword();
    FutureTask<Optional<PostgresServer>> postgres =
        inBackground(
            "postgres-start",
            () ->
                wantPostgres
                    ? Optional.of(PostgresServer.start(cache, path.resolve(POSTGRES), password, 0))
                    : Optional.empty());
    FutureTask<Optional<RedisServer>> redis =
        inBackground(
            "redis-start",
            () ->
                wantRedis
                    ? Optional.of(RedisServer.start(cache, path.resolve("redis"), password, 0))
                    : Optional.empty());
    try {
      return new EmbeddedServers(result(postgres), result(redis));
    } catch (IOException | RuntimeException e) {
      closeIfStarted(postgres, e);
      closeIfStarted(redis, e);
      throw e;
    }
  }

  private static <T> FutureTask<T> inBackground(String name, Callable<T> start) {
    FutureTask<T> task = new FutureTask<>(start);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Waits without a bound, since each start has its own. */
  private static <T> T result(FutureTask<T> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the embedded servers started", e);
    }
  }

  private static <T extends AutoCloseable> void closeIfStarted(
      FutureTask<Optional<T>> task, Exception failure) {
    try {
      Optional<T> started = task.get();
      if (started.isPresent()) {
        started.get().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      if (e.getCause() != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Empty if PostgreSQL was not started. Contains the password: do not log. */
  public Optional<String> postgresUri() {
    return postgres.map(PostgresServer::uri);
  }

  /** Empty if Redis was not started. Contains the password: do not log. */
  public Optional<String> redisUri() {
    return redis.map(RedisServer::uri);
  }

  /** Stops both servers, in 45 s at most. */
  @Override
  public void close() throws IOException {
    try {
      if (redis.isPresent()) {
        redis.get().close();
      }
    } finally {
      if (postgres.isPresent()) {
        postgres.get().close();
      }
    }
  }
}
