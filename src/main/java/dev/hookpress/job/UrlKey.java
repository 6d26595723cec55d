package dev.hookpress.job;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Identifies a URL without revealing it: the first 128 bits of the SHA-256 of {@link
 * EndpointUrl#normalized()}. Together with a {@link ClientId} it identifies an endpoint. The first
 * 63 bits are those of the URL's {@link EndpointKey}.
 */
public record UrlKey(long high, long low) {
  /** The key of a webhook's URL, which must be absolute and name a host. */
  public static UrlKey of(URI url) {
    return of(new EndpointUrl(url).normalized());
  }

  /** The key of a text that is already normalized. */
  static UrlKey of(String normalized) {
    ByteBuffer digest = ByteBuffer.wrap(DigestUtils.sha256(normalized));
    return new UrlKey(digest.getLong(), digest.getLong());
  }

  /** The key as a value for a {@code uuid} column; the version bits have no meaning. */
  public UUID toUuid() {
    return new UUID(high, low);
  }

  /** Converts a {@link #toUuid()} back to the key. */
  public static UrlKey of(UUID stored) {
    return new UrlKey(stored.getMostSignificantBits(), stored.getLeastSignificantBits());
  }

  /**
   * The key that delivery uses for the endpoint.
   *
   * @param operational whether the URL receives operational events
   */
  public EndpointKey endpoint(boolean operational) {
    return new EndpointKey(operational ? high | 1 : high & ~1L);
  }
}
