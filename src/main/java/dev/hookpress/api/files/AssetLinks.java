package dev.hookpress.api.files;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates and verifies signed links to assets. A link authorizes its holder for its purpose until
 * it expires.
 */
public interface AssetLinks {
  /** The purpose of a link that downloads an asset. */
  String DOWNLOAD = "download";

  /**
   * The absolute URL of a new link.
   *
   * @param purpose {@link #DOWNLOAD}, or the media type that may be uploaded
   */
  String link(ClientId client, AssetId id, String purpose, Instant expires);

  /** The client whose asset a link is for; empty if the link is forged, truncated or expired. */
  Optional<ClientId> verify(AssetId id, LinkParts link, Instant now);

  /** The absolute URL of an API path. */
  String absolute(String path);

  /** The query of a link as received: decoded and not verified. */
  record LinkParts(String client, String purpose, String expires, String signature) {}
}
