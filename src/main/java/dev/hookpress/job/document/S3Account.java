package dev.hookpress.job.document;

import java.net.URI;
import java.util.Optional;

/**
 * A client's own credentials for S3, or for what speaks its protocol.
 *
 * @param endpoint where the service is; empty: Amazon's
 * @param pathStyle whether the bucket goes into the path rather than into the host's name
 */
public record S3Account(
    Optional<URI> endpoint,
    String region,
    String accessKeyId,
    String secretAccessKey,
    boolean pathStyle) {
  @Override
  public String toString() {
    return "S3Account[endpoint=%s, region=%s, accessKeyId=%s, secretAccessKey=***, pathStyle=%s]"
        .formatted(endpoint.map(URI::toString).orElse(""), region, accessKeyId, pathStyle);
  }
}
