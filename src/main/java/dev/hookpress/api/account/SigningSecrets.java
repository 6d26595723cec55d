package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A client's signing keys. One is current, always; others sign beside it until they expire. */
public interface SigningSecrets {
  /** How many may be valid at once: an attempt is signed with each of them. */
  int MAX_VALID = 8;

  /**
   * Makes a new key the current one, and lets those without an end expire {@code overlap} from now.
   * Durable when the Future completes.
   */
  Future<Rotation> rotate(ClientId client, SigningScheme scheme, Duration overlap, Instant now);

  /** Those that are valid, newest first. */
  Future<List<Listed>> valid(ClientId client, Instant now);

  /** Ends a key that is on its way out before its time. */
  Future<Ending> end(ClientId client, SigningKeyId id, Instant now);

  /**
   * What may be shown of a key.
   *
   * @param expiresAt empty for the current one
   * @param publicKey {@code whpk_…}, if the scheme has one
   */
  record Listed(
      SigningKeyId id,
      SigningScheme scheme,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<String> publicKey) {}

  /** What became of a rotation. */
  sealed interface Rotation {
    /**
     * The new key is current.
     *
     * @param revealed what the receiver is given: {@code whsec_…} or {@code whpk_…}
     */
    record Rotated(SigningKeyId id, SigningScheme scheme, Instant createdAt, String revealed)
        implements Rotation {
      @Override
      public String toString() {
        return "Rotated[" + id + "]";
      }
    }

    /** More than {@link #MAX_VALID} would be valid; nothing has changed. */
    record Full() implements Rotation {}
  }

  /** What became of the wish to end a key. */
  enum Ending {
    ENDED,
    /** It is the current one; nothing has changed. */
    CURRENT,
    /** The client has no valid key of that name. */
    UNKNOWN
  }
}
