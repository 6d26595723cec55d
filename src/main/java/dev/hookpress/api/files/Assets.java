package dev.hookpress.api.files;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stores the files that clients upload and the files that their jobs produce. A client never sees
 * another client's files.
 */
public interface Assets {
  /** The file of an asset; empty if it never existed or has been deleted. */
  Future<Optional<Found>> find(ClientId client, AssetId id);

  /** The bytes that the client may still store; 0 or less if there is no room. */
  Future<Long> room(ClientId client);

  /** What became of an upload. */
  enum Written {
    STORED,
    TOO_LARGE,
    /** The asset was uploaded before. */
    USED_ALREADY
  }

  /** Stores a body of at most {@code maxBytes}, once; durable when the Future completes. */
  Future<Written> write(
      ClientId client, AssetId id, AssetType type, ReadStream<Buffer> body, long maxBytes);

  /** Deletes an asset; false if there is none. */
  Future<Boolean> delete(ClientId client, AssetId id);

  /** The file of an asset that exists. */
  record Found(Path path, long bytes, AssetType type) {}
}
