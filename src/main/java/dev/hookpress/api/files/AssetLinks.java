package dev.hookpress.api.files;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import java.time.Instant;
import java.util.Optional;

/** Signed links to assets: whoever has one may do what it is for until it expires. */
public interface AssetLinks {
  /** What a link to fetch an asset is for. */
  String DOWNLOAD = "download";

  /**
   * The whole URL.
   *
   * @param purpose {@link #DOWNLOAD}, or the media type that may be uploaded
   */
  String link(ClientId client, AssetId id, String purpose, Instant expires);

  /** Whose asset a link is for; empty if it is forged, cut, or has expired. */
  Optional<ClientId> verify(AssetId id, LinkParts link, Instant now);

  /** The whole URL of one of the API's paths. */
  String absolute(String path);

  /** A link's query as it came in, every part decoded and none of it believed. */
  record LinkParts(String client, String purpose, String expires, String signature) {}
}
