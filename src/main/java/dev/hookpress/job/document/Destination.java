package dev.hookpress.job.document;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where the finished PDF goes. */
public sealed interface Destination {
  /** Kept by Hookpress and handed out by a signed link. */
  record Hosted() implements Destination {}

  /** Uploaded by PUT to a URL that the client has signed. The URL is a secret. */
  record PresignedPut(URI url, Map<String, String> headers) implements Destination {}

  /**
   * Uploaded to S3, or to what speaks its protocol, with the client's stored credentials.
   *
   * @param region the bucket's region; else the one stored with the credentials
   */
  record S3(String bucket, String path, Optional<String> region) implements Destination {}
}
