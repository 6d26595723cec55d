package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;

/** Reads assets that clients uploaded or that their jobs produced. */
public interface AssetReader {
  /** Reads an asset completely, unless it exceeds {@code maxBytes}. */
  Future<Read> read(ClientId client, AssetId id, int maxBytes);

  /** The result of a read. */
  sealed interface Read {
    record Bytes(byte[] bytes, AssetType type) implements Read {}

    /** The client has no such asset, or it has been deleted. */
    record Missing() implements Read {}

    record TooLarge() implements Read {}
  }
}
