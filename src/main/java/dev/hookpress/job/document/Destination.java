package dev.hookpress.job.document;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where the finished PDF is stored. */
public sealed interface Destination {
  /** Stored by Hookpress and served through a signed link. */
  record Hosted() implements Destination {}

  /**
   * Uploaded to a URL presigned by the client. The URL is a secret.
   *
   * @param headers of the client
   * @param store whose rules for uploads apply
   */
  record PresignedPut(URI url, Map<String, String> headers, Store store) implements Destination {
    public PresignedPut {
      // Null in documents stored before this field existed.
      store = store == null ? Store.PLAIN : store;
    }

    /** An upload by PUT. */
    public PresignedPut(URI url, Map<String, String> headers) {
      this(url, headers, Store.PLAIN);
    }
  }

  /** The services whose presigned uploads differ. */
  enum Store {
    /** PUT, as S3 has it. */
    PLAIN,
    /** Azure Blob Storage: PUT with the type of the blob. */
    AZURE_BLOB,
    /** An upload session of SharePoint: PUT with a {@code Content-Range}. */
    SHAREPOINT,
    /** A temporary upload link of Dropbox: POST. */
    DROPBOX
  }

  /**
   * Uploaded to S3 or an S3-compatible service with the client's stored credentials.
   *
   * @param region the bucket's region; empty: the one stored with the credentials
   */
  record S3(String bucket, String path, Optional<String> region) implements Destination {}
}
