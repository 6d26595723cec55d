package dev.hookpress.render;

import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.Verification;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.sign.DocumentSigner;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is done with a rendered PDF before it is stored: it is signed and verified, if its options
 * want that.
 */
public final class Sealing {
  private final DocumentSigner signer;
  private final DocumentVerifier verifier;
  private final InstantSource clock;

  public Sealing(DocumentSigner signer, DocumentVerifier verifier, InstantSource clock) {
    this.signer = signer;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * Signs the PDF and verifies it, then stores it.
   *
   * @param store stores what it is given, or makes a failure of a rejection
   */
  Future<DocumentResult> seal(
      ClaimedDocument document,
      RenderedPdf rendered,
      Function<RenderedPdf, Future<DocumentResult>> store) {
    PdfFeatures features = document.document().options().pdf();
    if (!(rendered instanceof RenderedPdf.Pdf pdf)) {
      return rendered instanceof RenderedPdf.Files && features.verification().isPresent()
          ? Future.succeededFuture(
              new DocumentResult.Failed(
                  FailureCode.VERIFICATION_FAILED,
                  "Only one PDF can be verified, not several files"))
          : store.apply(rendered);
    }
    return features
        .signature()
        .map(wanted -> signer.sign(document.client(), wanted, pdf, clock.instant()))
        .orElseGet(() -> Future.succeededFuture(pdf))
        .compose(
            finished ->
                finished instanceof RenderedPdf.Pdf made && features.verification().isPresent()
                    ? verified(made, features, store)
                    : store.apply(finished));
  }

  private Future<DocumentResult> verified(
      RenderedPdf.Pdf pdf,
      PdfFeatures features,
      Function<RenderedPdf, Future<DocumentResult>> store) {
    return verifier
        .verify(pdf.bytes(), features)
        .compose(
            report -> {
              if (!report.passed() && features.verification().get() == Verification.FAIL) {
                return Future.succeededFuture(
                    new DocumentResult.Failed(
                        FailureCode.VERIFICATION_FAILED,
                        "The PDF did not pass its verification: " + report.firstFailure(),
                        Optional.of(report)));
              }
              return store
                  .apply(pdf)
                  .map(
                      result ->
                          result instanceof DocumentResult.Stored stored
                              ? stored.verified(report)
                              : result);
            });
  }

  /** Ends what verifies. */
  Future<Void> close() {
    return verifier.close();
  }
}
