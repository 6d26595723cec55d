package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.S3Account;
import io.vertx.core.Future;
import java.util.Optional;

/** A client's S3 credentials: written by the client, never read back whole. */
public interface S3Settings {
  /** Stores or replaces them, encrypted. */
  Future<Void> put(ClientId client, S3Account login);

  /** What is stored; empty if nothing is. */
  Future<Optional<S3Account>> get(ClientId client);

  /** Forgets them. */
  Future<Void> remove(ClientId client);
}
