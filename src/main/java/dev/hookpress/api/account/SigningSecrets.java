package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores the signing keys of clients and of their URLs. The newest key of each scheme is current;
 * older keys also sign until they expire. A client always has a current key. A URL need not have
 * any: the client's keys then sign what is sent there, and otherwise only the URL's own do.
 */
public interface SigningSecrets {
  /** The most keys of one client or URL valid at once; an attempt is signed with each of them. */
  int MAX_VALID = 8;

  /**
   * Creates a key and makes it the current one of its scheme; the previous one then expires {@code
   * overlap} from now. Keys of the other scheme are left as they are. Durable when the Future
   * completes.
   *
   * @param url the URL that the key is for; empty for the client's own
   */
  Future<Rotation> rotate(
      ClientId client, Optional<URI> url, SigningScheme scheme, Duration overlap, Instant now);

  /**
   * The valid keys, newest first.
   *
   * @param endpoint the URL whose keys are listed; empty for the client's own
   */
  Future<List<Listed>> valid(ClientId client, Optional<EndpointKey> endpoint, Instant now);

  /** Ends a key of the client or of one of its URLs before it expires. */
  Future<Ending> end(ClientId client, SigningKeyId id, Instant now);

  /**
   * The part of a key that may be shown.
   *
   * @param expiresAt empty for a current key
   * @param publicKey {@code whpk_…}, if the scheme has one
   */
  record Listed(
      SigningKeyId id,
      SigningScheme scheme,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<String> publicKey) {}

  /** The result of a rotation. */
  sealed interface Rotation {
    /**
     * The new key is current.
     *
     * @param revealed what the receiver needs: {@code whsec_…} or {@code whpk_…}
     */
    record Rotated(SigningKeyId id, SigningScheme scheme, Instant createdAt, String revealed)
        implements Rotation {
      @Override
      public String toString() {
        return "Rotated[" + id + "]";
      }
    }

    /** More than {@link #MAX_VALID} keys would be valid; nothing has changed. */
    record Full() implements Rotation {}

    /** The client has too many endpoints for one more; nothing has changed. */
    record TooManyEndpoints() implements Rotation {}
  }

  /** The result of a request to end a key. */
  enum Ending {
    ENDED,
    /** The key is the client's only current one; nothing has changed. */
    CURRENT,
    /** The client has no valid key with this id. */
    UNKNOWN
  }
}
