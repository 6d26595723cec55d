package dev.hookpress.job;

import java.net.URI;
import java.util.Optional;

/**
 * A client's credentials for S3 or an S3-compatible service.
 *
 * @param endpoint URL of the service; empty: Amazon S3
 * @param pathStyle whether the bucket name is in the path rather than in the host name
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
