package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;

/** Reads what clients have uploaded, or what jobs of theirs have made. */
public interface AssetReader {
  /** The whole of it, unless it has more bytes than are allowed. */
  Future<Read> read(ClientId client, AssetId id, int maxBytes);

  /** What was found. */
  sealed interface Read {
    record Bytes(byte[] bytes, AssetType type) implements Read {}

    /** It never was the client's, or is no more. */
    record Missing() implements Read {}

    record TooLarge() implements Read {}
  }
}
