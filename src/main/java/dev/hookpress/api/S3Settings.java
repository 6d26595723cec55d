package dev.hookpress.api;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;

/** A client's S3 credentials: written by the client, never read back whole. */
public interface S3Settings {
  /** Stores or replaces them, encrypted. */
  Future<Void> put(ClientId client, S3Login login);

  /** What is stored; empty if nothing is. */
  Future<Optional<S3Login>> get(ClientId client);

  /** Forgets them. */
  Future<Void> remove(ClientId client);

  /**
   * Where and as whom to upload.
   *
   * @param endpoint of an S3-compatible service; empty for AWS itself
   * @param pathStyle whether the bucket goes into the path rather than the host name
   */
  record S3Login(
      Optional<URI> endpoint,
      String region,
      String accessKeyId,
      String secretAccessKey,
      boolean pathStyle) {
    @Override
    public String toString() {
      return "S3Login[endpoint=" + endpoint + ", region=" + region + "]";
    }
  }
}
