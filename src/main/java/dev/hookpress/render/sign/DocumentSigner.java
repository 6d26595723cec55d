package dev.hookpress.render.sign;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.render.pdf.RenderedPdf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Signs PDFs that were prepared for it. */
public final class DocumentSigner {
  /**
   * What the operator offers.
   *
   * @param key for documents that name no certificate; empty: there is none
   * @param timestamps the time-stamp server for documents that name none; empty: there is none
   * @param deadline of one time-stamp, with all tries
   */
  public record Offer(Optional<PdfSigningKey> key, Optional<URI> timestamps, Duration deadline) {}

  private final Vertx vertx;
  private final SigningKeys keys;
  private final Offer offer;
  private final Timestamps timestamps;

  /** Signs with the keys of clients and with what the operator offers. */
  public DocumentSigner(Vertx vertx, OutboundClient outbound, SigningKeys keys, Offer offer) {
    this.vertx = vertx;
    this.keys = keys;
    this.offer = offer;
    this.timestamps = new Timestamps(vertx, outbound, offer.deadline());
  }

  /**
   * The signed PDF, or why there is none. Fails only if the keys cannot be read now.
   *
   * @param pdf with a slot
   * @param now must be within the certificate's life
   */
  public Future<RenderedPdf> sign(
      ClientId client, PdfSignature wanted, RenderedPdf.Pdf pdf, Instant now) {
    RenderedPdf.Slot slot = pdf.slot().orElseThrow();
    if (!slot.isIn(pdf.bytes())) {
      return rejected(FailureCode.SIGNING_FAILED, "The PDF has no room for a signature");
    }
    return key(client, wanted)
        .compose(
            found ->
                found.isEmpty()
                    ? rejected(
                        FailureCode.SIGNING_KEY_UNUSABLE,
                        wanted
                            .certificate()
                            .map(it -> "This client has no certificate \"" + it + "\" any more")
                            .orElse("The operator has no certificate for signatures any more"))
                    : signed(client, wanted, pdf, found.get(), now));
  }

  private Future<Optional<PdfSigningKey>> key(ClientId client, PdfSignature wanted) {
    return wanted
        .certificate()
        .map(name -> keys.find(client, name))
        .orElseGet(() -> Future.succeededFuture(offer.key()));
  }

  private Future<RenderedPdf> signed(
      ClientId client, PdfSignature wanted, RenderedPdf.Pdf pdf, PdfSigningKey key, Instant now) {
    RenderedPdf.Slot slot = pdf.slot().orElseThrow();
    return vertx
        .executeBlocking(
            () -> {
              CmsSignature.certificate(key).checkValidity(Date.from(now));
              return CmsSignature.of(pdf.bytes(), slot, key);
            },
            false)
        .compose(
            cms ->
                wanted.timestamped() ? stamped(client, wanted, cms) : Future.succeededFuture(cms))
        .<RenderedPdf>map(
            cms -> {
              try {
                return pdf.signed(cms.in(pdf.bytes(), slot));
              } catch (GeneralSecurityException | IOException e) {
                return new RenderedPdf.Rejected(
                    FailureCode.SIGNING_FAILED, "The PDF could not be signed: " + e.getMessage());
              }
            })
        .recover(DocumentSigner::refusal);
  }

  private Future<CmsSignature> stamped(ClientId client, PdfSignature wanted, CmsSignature cms) {
    Optional<URI> server = wanted.timestampUrl().or(offer::timestamps);
    return server.isEmpty()
        ? Future.failedFuture(
            new Timestamps.NoTimestamp("There is no time-stamp server here any more"))
        : timestamps
            .of(client, server.get(), cms.value())
            .map(
                token -> {
                  try {
                    return cms.stamped(token);
                  } catch (IOException e) {
                    throw new IllegalStateException("a token that was read before", e);
                  }
                });
  }

  private static Future<RenderedPdf> refusal(Throwable failure) {
    if (failure instanceof Timestamps.NoTimestamp) {
      return rejected(FailureCode.TIMESTAMP_FAILED, failure.getMessage());
    }
    if (failure instanceof CertificateExpiredException) {
      return rejected(FailureCode.SIGNING_KEY_UNUSABLE, "The certificate has expired");
    }
    if (failure instanceof CertificateNotYetValidException) {
      return rejected(FailureCode.SIGNING_KEY_UNUSABLE, "The certificate is not valid yet");
    }
    if (failure instanceof GeneralSecurityException) {
      return rejected(
          FailureCode.SIGNING_FAILED, "The PDF could not be signed: " + failure.getMessage());
    }
    return Future.failedFuture(failure);
  }

  private static Future<RenderedPdf> rejected(FailureCode code, String message) {
    return Future.succeededFuture(new RenderedPdf.Rejected(code, message));
  }
}
