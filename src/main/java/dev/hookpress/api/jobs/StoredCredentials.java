package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;

/** Tells whether a client's PDFs can be uploaded to S3. */
@FunctionalInterface
public interface StoredCredentials {
  /** Whether the client has stored S3 credentials. */
  Future<Boolean> stored(ClientId client);
}
