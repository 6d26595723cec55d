package dev.hookpress.api.http;

import dev.hookpress.job.Client;
import io.vertx.core.Future;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** Finds the client that sends a request. */
public interface Clients {
  /**
   * The client that a key belongs to; empty for a key that is unknown or revoked.
   *
   * @param keyDigest {@link #digest} of the key
   */
  Future<Optional<Client>> byKeyDigest(String keyDigest);

  /** The client that a key belongs to; empty for a key that is unknown or revoked. */
  default Future<Optional<Client>> byApiKey(String apiKey) {
    return byKeyDigest(digest(apiKey));
  }

  /** SHA-256 of a key, in hex. */
  static String digest(String apiKey) {
    return DigestUtils.sha256Hex(apiKey);
  }
}
