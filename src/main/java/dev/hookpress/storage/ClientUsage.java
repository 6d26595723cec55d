package dev.hookpress.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.job.ClientId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of each client's files. Measured on disk at most once a minute for each client; what
 * this node writes and deletes in between is added. Thread-safe.
 */
final class ClientUsage {
  private static final Duration MEASURED_FOR = Duration.ofMinutes(1);
  private static final int MAX_CLIENTS = 10_000;

  private final Vertx vertx;
  private final Path root;
  private final Cache<ClientId, Future<AtomicLong>> measured;

  ClientUsage(Vertx vertx, Path root, Ticker ticker) {
    this.vertx = vertx;
    this.root = root;
    this.measured =
        Caffeine.newBuilder()
            .expireAfterWrite(MEASURED_FOR)
            .maximumSize(MAX_CLIENTS)
            .executor(Runnable::run)
            .ticker(ticker)
            .build();
  }

  Future<Long> of(ClientId client) {
    Future<AtomicLong> known =
        measured.get(
            client, fresh -> vertx.executeBlocking(() -> new AtomicLong(measure(fresh)), false));
    if (known.failed()) {
      measured.asMap().remove(client, known);
    }
    // The shared Future stays on the context that asked first: a caller goes on on its own.
    Context own = vertx.getOrCreateContext();
    Promise<Long> here = Promise.promise();
    known.onComplete(
        sum -> own.runOnContext(go -> here.complete(sum.get())),
        cause -> own.runOnContext(go -> here.fail(cause)));
    return here.future();
  }

  /** Adds what has just been written, or deleted if negative. */
  void add(ClientId client, long bytes) {
    Future<AtomicLong> known = measured.getIfPresent(client);
    if (known != null) {
      known.onSuccess(sum -> sum.addAndGet(bytes));
    }
  }

  private long measure(ClientId client) throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    long sum = 0;
    try (DirectoryStream<Path> days = Files.newDirectoryStream(root)) {
      for (Path day : days) {
        Path folder = day.resolve(client.toString());
        boolean counted = !day.getFileName().toString().startsWith(HostedFiles.SAMPLES);
        if (counted && Files.isDirectory(folder)) {
          sum += bytesIn(folder);
        }
      }
    }
    return sum;
  }

  private static long bytesIn(Path folder) throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        try {
          sum += Files.size(file);
        } catch (NoSuchFileException deletedMeanwhile) {
          continue;
        }
      }
    }
    return sum;
  }
}
