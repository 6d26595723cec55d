package dev.hookpress.render.sign;

import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.document.LocalRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.support.SigningAuthority;
import dev.hookpress.tls.SigningCertificates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PDFs that are signed as documents are, without a node. */
public final class SignedPdfs {
  static final String HTML =
      "<html lang=en><title>Contract</title><h1>Contract</h1><p>We agree.</p></html>";
  private static final SigningAuthority AUTHORITY = new SigningAuthority(Rendering.NOW);
  private static final LocalRenderer RENDERER =
      new LocalRenderer(Rendering.FONTS, Rendering.LIMITS);

  private SignedPdfs() {}

  static PdfSigningKey key(String algorithm) {
    return SigningCertificates.ofPkcs12(
        AUTHORITY.pkcs12("CN=Ada Example,O=Example", algorithm),
        SigningAuthority.PASSWORD,
        Rendering.NOW);
  }

  static RenderedPdf prepared(PdfFeatures features, String html) {
    RenderOptions options = Rendering.OPTIONS.with(features);
    RenderAnswer answer =
        RENDERER.render(
            new RenderRequest(
                options,
                Optional.empty(),
                List.of(new SourcePart.InlineHtml(html)),
                Map.of(),
                Map.of(),
                true,
                Rendering.NOW,
                Duration.ofMinutes(1)),
            fault -> {});
    return ((RenderAnswer.Finished) answer).pdf();
  }

  /** A PDF of a line of text, signed with an RSA key. */
  public static byte[] signed(PdfFeatures features) throws Exception {
    return signed(features, key("RSA"));
  }

  static byte[] signed(PdfFeatures features, PdfSigningKey key) throws Exception {
    RenderedPdf.Pdf pdf = Rendering.pdf(prepared(features, HTML));
    RenderedPdf.Slot slot = pdf.slot().orElseThrow();
    CmsSignature signature = CmsSignature.of(pdf.bytes(), slot, key);
    return signature.in(pdf.bytes(), slot);
  }
}
