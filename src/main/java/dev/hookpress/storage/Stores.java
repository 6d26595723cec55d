package dev.hookpress.storage;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.S3Account;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.Storage;
import dev.hookpress.render.StoreOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Stores a file at its document's destination: hosted, a presigned URL or an S3 bucket. */
public final class Stores implements Storage {
  private final HostedFiles files;
  private final S3Accounts accounts;
  private final Upload upload;
  private final S3Signer signer = new S3Signer();

  /**
   * Combines the destinations.
   *
   * @param uploadDeadline for one upload including its retries; less than 15 minutes
   */
  public Stores(
      Vertx vertx,
      HostedFiles files,
      S3Accounts accounts,
      OutboundClient outboundClient,
      Duration uploadDeadline) {
    this.files = files;
    this.accounts = accounts;
    this.upload = new Upload(vertx, outboundClient, uploadDeadline);
  }

  @Override
  public Future<StoreOutcome> store(ClaimedDocument document, int file, byte[] pdf, Instant now) {
    Destination destination = document.document().destination();
    AssetType type = document.document().result();
    if (file > 0 && !(destination instanceof Destination.Hosted)) {
      return failed(FailureCode.UPLOAD_FAILED, "Upload failed: there is room for one file only");
    }
    if (destination instanceof Destination.PresignedPut presigned) {
      return upload.send(document.client(), presigned, type, pdf);
    }
    if (destination instanceof Destination.S3 s3) {
      return accounts
          .of(document.client())
          .compose(account -> storeInBucket(document.client(), account, s3, type, pdf, now));
    }
    if (document.document().options().print().test()) {
      return files
          .writeSample(document.client(), document.job(), document.ordinal() + file, type, pdf)
          .map(new StoreOutcome.Stored());
    }
    return files
        .room(document.client())
        .compose(
            room ->
                room < pdf.length
                    ? failed(
                        FailureCode.UPLOAD_FAILED,
                        "This client's stored files take all of their room")
                    : files
                        .write(
                            document.client(), document.job(), document.ordinal() + file, type, pdf)
                        .map(new StoreOutcome.Stored()));
  }

  private Future<StoreOutcome> storeInBucket(
      ClientId client,
      Optional<S3Account> account,
      Destination.S3 target,
      AssetType type,
      byte[] pdf,
      Instant now) {
    if (account.isEmpty()) {
      return failed(
          FailureCode.CREDENTIALS_MISSING,
          "Upload failed: this client has stored no S3 credentials");
    }
    URI presigned;
    try {
      presigned = signer.presignPut(account.get(), target, now);
    } catch (IllegalArgumentException e) {
      return failed(FailureCode.UPLOAD_FAILED, "Upload failed: " + e.getMessage());
    }
    return upload.send(client, new Destination.PresignedPut(presigned, Map.of()), type, pdf);
  }

  private static Future<StoreOutcome> failed(FailureCode code, String message) {
    return Future.succeededFuture(new StoreOutcome.Failed(code, message));
  }
}
