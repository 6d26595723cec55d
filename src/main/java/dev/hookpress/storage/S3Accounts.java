package dev.hookpress.storage;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.S3Account;
import io.vertx.core.Future;
import java.util.Optional;

/** Looks up clients' S3 credentials. */
public interface S3Accounts {
  /** Returns the client's credentials; empty if it has stored none. */
  Future<Optional<S3Account>> of(ClientId client);
}
