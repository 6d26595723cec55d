package dev.hookpress.job.document;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where the finished PDF is stored. */
public sealed interface Destination {
  /** Stored by Hookpress and served through a signed link. */
  record Hosted() implements Destination {}

  /** Uploaded by PUT to a URL presigned by the client. The URL is a secret. */
  record PresignedPut(URI url, Map<String, String> headers) implements Destination {}

  /**
   * Uploaded to S3 or an S3-compatible service with the client's stored credentials.
   *
   * @param region the bucket's region; empty: the one stored with the credentials
   */
  record S3(String bucket, String path, Optional<String> region) implements Destination {}
}
