package dev.hookpress.render.source;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.render.source.AssetReader.Read;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The assets that one document references; each is read once. Confined to one event loop. */
final class ClientAssets {
  private final AssetReader reader;
  private final ClientId client;
  private final SourceClient counted;
  private final RenderLimits limits;
  private final Map<AssetId, Future<SourcePart>> parts = new HashMap<>();

  /**
   * Creates the assets of a document.
   *
   * @param counted counts the bytes of all sources together
   */
  ClientAssets(AssetReader reader, ClientId client, SourceClient counted, RenderLimits limits) {
    this.reader = reader;
    this.client = client;
    this.counted = counted;
    this.limits = limits;
  }

  /**
   * Reads an asset as a source.
   *
   * @param number of the part that references it, from 1
   */
  Future<SourcePart> part(AssetId id, int number) {
    Future<SourcePart> known = parts.get(id);
    if (known == null) {
      known =
          reader
              .read(client, id, limits.maxSourceBytes())
              .compose(read -> source(read, id, number));
      parts.put(id, known);
    }
    return known;
  }

  private Future<SourcePart> source(Read read, AssetId id, int number) {
    if (read instanceof Read.Missing) {
      return missing(FailureCode.SOURCE_FETCH_FAILED, "The asset " + id + " is no more");
    }
    if (!(read instanceof Read.Bytes asset) || !counted.takes(asset.bytes().length)) {
      return missing(
          FailureCode.SOURCE_TOO_LARGE,
          "The asset %s exceeds what sources may have: %,d bytes, and %,d of them"
              .formatted(id, limits.maxSourceBytes(), limits.maxSources()));
    }
    byte[] bytes = asset.bytes();
    return Future.succeededFuture(
        switch (asset.type()) {
          case PDF -> SourcePart.pdf(bytes, "The asset " + id);
          case ZIP -> new SourcePart.Zip(bytes, number);
          case TEXT, JSON -> SourcePart.text(bytes);
          case HTML -> new SourcePart.FetchedHtml(bytes, Optional.empty(), "");
          case JPEG, PNG, GIF, BMP, TIFF -> new SourcePart.Image(bytes);
        });
  }

  private static Future<SourcePart> missing(FailureCode code, String message) {
    return Future.succeededFuture(new SourcePart.Missing(code, message));
  }
}
