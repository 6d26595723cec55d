package dev.hookpress.api.files;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.util.Optional;

/** The files that clients upload, and those that their jobs make. One never sees another's. */
public interface Assets {
  /** Where it is; empty if it never was, or is no more. */
  Future<Optional<Found>> find(ClientId client, AssetId id);

  /**
   * Keeps what comes in; durable when the Future completes. False: there are more bytes than are
   * allowed, and nothing is kept.
   */
  Future<Boolean> write(
      ClientId client, AssetId id, AssetType type, ReadStream<Buffer> body, long maxBytes);

  /** Deletes it. False: there is none. */
  Future<Boolean> delete(ClientId client, AssetId id);

  /** One that is there. */
  record Found(Path path, long bytes, AssetType type) {}
}
