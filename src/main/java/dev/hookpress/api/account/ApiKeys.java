package dev.hookpress.api.account;

import dev.hookpress.job.ApiKeyId;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.KeyScope;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores the API keys of clients. Only a key's digest is stored; the key is shown once. */
public interface ApiKeys {
  /** The most keys of one client valid at once. */
  int MAX_VALID = 20;

  /** Creates a key. Durable when the Future completes. */
  Future<Creation> create(ClientId client, Asked asked, Instant now);

  /** The valid keys, newest first. */
  Future<List<Listed>> valid(ClientId client, Instant now);

  /**
   * Revokes a valid key. Nodes may remember it for ten seconds if they cannot be told.
   *
   * @param evenLast also if it is the last that does not expire and may manage keys
   */
  Future<Revocation> revoke(ClientId client, ApiKeyId id, boolean evenLast, Instant now);

  /**
   * What a new key is to be.
   *
   * @param name what people call it
   * @param expiresAt empty: never
   */
  record Asked(Optional<String> name, Set<KeyScope> scopes, Optional<Instant> expiresAt) {}

  /**
   * The part of a key that may be shown.
   *
   * @param prefix its first characters
   * @param lastUsedAt to the minute; empty if it was never used
   */
  record Listed(
      ApiKeyId id,
      Optional<String> name,
      String prefix,
      Set<KeyScope> scopes,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt) {}

  /** The result of a request for a key. */
  sealed interface Creation {
    /**
     * The key is valid.
     *
     * @param secret the key itself
     */
    record Created(Listed key, String secret) implements Creation {
      @Override
      public String toString() {
        return "Created[" + key.id() + "]";
      }
    }

    /** More than {@link #MAX_VALID} keys would be valid; nothing has changed. */
    record Full() implements Creation {}

    /** There is no such client, or it is being deleted. */
    record NoClient() implements Creation {}
  }

  /** The result of a request to revoke a key. */
  enum Revocation {
    REVOKED,
    /** It is the last key that does not expire and may manage keys; nothing has changed. */
    LAST,
    /** The client has no valid key with this id. */
    UNKNOWN
  }
}
