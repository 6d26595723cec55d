package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.S3Account;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores a client's S3 credentials. The client writes them and never reads the secret back. */
public interface S3Settings {
  /** Stores or replaces the credentials, encrypted. */
  Future<Void> put(ClientId client, S3Account login);

  /** The stored credentials; empty if there are none. */
  Future<Optional<S3Account>> get(ClientId client);

  /** Deletes the credentials. */
  Future<Void> remove(ClientId client);
}
