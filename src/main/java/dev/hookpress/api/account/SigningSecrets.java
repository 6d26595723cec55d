package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores a client's signing keys. One key is always current; older keys also sign until they
 * expire.
 */
public interface SigningSecrets {
  /** The most keys valid at once; an attempt is signed with each of them. */
  int MAX_VALID = 8;

  /**
   * Creates a key and makes it the current one; keys without an expiry then expire {@code overlap}
   * from now. Durable when the Future completes.
   */
  Future<Rotation> rotate(ClientId client, SigningScheme scheme, Duration overlap, Instant now);

  /** The valid keys, newest first. */
  Future<List<Listed>> valid(ClientId client, Instant now);

  /** Ends a key other than the current one before it expires. */
  Future<Ending> end(ClientId client, SigningKeyId id, Instant now);

  /**
   * The part of a key that may be shown.
   *
   * @param expiresAt empty for the current key
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
  }

  /** The result of a request to end a key. */
  enum Ending {
    ENDED,
    /** The key is the current one; nothing has changed. */
    CURRENT,
    /** The client has no valid key with this id. */
    UNKNOWN
  }
}
