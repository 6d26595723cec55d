package dev.hookpress.render.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Keys that could sign when a job was accepted, and cannot when its PDF is made. */
class DocumentSignerTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final PdfSigningKey KEY = SignedPdfs.key("EC");
  private static final PdfSignature WANTED =
      new PdfSignature(
          Optional.of("a"),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @AfterAll
  static void close() throws Exception {
    VERTX.close().await(10, TimeUnit.SECONDS);
  }

  private static RenderedPdf signed(Optional<PdfSigningKey> key, Instant now) throws Exception {
    DocumentSigner signer =
        new DocumentSigner(
            VERTX,
            null,
            (client, name) -> Future.succeededFuture(key),
            new DocumentSigner.Offer(Optional.empty(), Optional.empty(), Duration.ofSeconds(5)));
    RenderedPdf.Pdf pdf =
        Rendering.pdf(SignedPdfs.prepared(PdfFeatures.NONE.with(WANTED), SignedPdfs.HTML));
    return signer.sign(new ClientId(new UUID(0, 1)), WANTED, pdf, now).await(20, TimeUnit.SECONDS);
  }

  private static void refused(RenderedPdf signed, FailureCode code, String message) {
    assertThat(signed).isEqualTo(new RenderedPdf.Rejected(code, message));
  }

  @Test
  void aCertificateThatHasBeenDeletedSinceSignsNothing() throws Exception {
    refused(
        signed(Optional.empty(), Rendering.NOW),
        FailureCode.SIGNING_KEY_UNUSABLE,
        "This client has no certificate \"a\" any more");
  }

  @Test
  void aCertificateSignsInItsLifeOnly() throws Exception {
    assertThat(signed(Optional.of(KEY), Rendering.NOW)).isInstanceOf(RenderedPdf.Pdf.class);
    refused(
        signed(Optional.of(KEY), Rendering.NOW.plus(Duration.ofDays(400))),
        FailureCode.SIGNING_KEY_UNUSABLE,
        "The certificate has expired");
    refused(
        signed(Optional.of(KEY), Rendering.NOW.minus(Duration.ofDays(2))),
        FailureCode.SIGNING_KEY_UNUSABLE,
        "The certificate is not valid yet");
  }

  @Test
  void aKeyThatCannotBeReadSignsNothing() throws Exception {
    PdfSigningKey broken =
        new PdfSigningKey(
            KEY.certificates(), Base64.getEncoder().encodeToString(new byte[9]), KEY.algorithm());

    assertThat(signed(Optional.of(broken), Rendering.NOW))
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            no -> {
              assertThat(no.code()).isEqualTo(FailureCode.SIGNING_FAILED);
              assertThat(no.message()).startsWith("The PDF could not be signed: ");
            });
  }
}
