package dev.hookpress.render.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.pdf.conformance.VeraPdf;
import dev.hookpress.support.PdfSig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** PDFs that are prepared by a renderer and signed outside of it. */
class SignedPdfTest {
  private static final PdfSigningKey KEY = SignedPdfs.key("RSA");

  private static PdfSignature wanted(Optional<PdfSignature.Appearance> appearance) {
    return new PdfSignature(
        Optional.of("a"),
        false,
        Optional.empty(),
        Optional.of("Agreed"),
        Optional.of("Köln"),
        appearance);
  }

  private static final PdfSignature.Appearance STAMP =
      new PdfSignature.Appearance(9, 300, 700, 180, 50, "Signed by Ada Example\nالعربية 漢字");

  @ParameterizedTest
  @CsvSource({"RSA", "RSA4096", "EC", "EC384", "EC521"})
  void anotherProgramFindsTheSignatureValid(String algorithm, @TempDir Path folder)
      throws Exception {
    byte[] pdf =
        SignedPdfs.signed(
            PdfFeatures.NONE.with(wanted(Optional.empty())), SignedPdfs.key(algorithm));

    String report = PdfSig.report(Files.write(folder.resolve("a.pdf"), pdf));
    assertThat(report)
        .contains("Signature is Valid", "Total document signed", "Ada Example")
        .contains("ETSI.CAdES.detached");
  }

  @Test
  void aChangedByteBreaksIt(@TempDir Path folder) throws Exception {
    byte[] pdf = SignedPdfs.signed(PdfFeatures.NONE.with(wanted(Optional.empty())), KEY);
    int at = new String(pdf, StandardCharsets.ISO_8859_1).indexOf("/M (D:");
    assertThat(at).isPositive();
    pdf[at + 9] ^= 1;

    assertThat(PdfSig.report(Files.write(folder.resolve("a.pdf"), pdf)))
        .doesNotContain("Signature is Valid");
  }

  @ParameterizedTest
  @EnumSource(names = {"PDFA_1B", "PDFA_2U", "PDFA_3A_PDFUA_1", "PDFUA_1"})
  void standardsAreFollowedStill(Conformance conformance) throws Exception {
    byte[] unseen =
        SignedPdfs.signed(PdfFeatures.of(conformance).with(wanted(Optional.empty())), KEY);
    byte[] seen =
        SignedPdfs.signed(PdfFeatures.of(conformance).with(wanted(Optional.of(STAMP))), KEY);

    assertThat(VeraPdf.faults(unseen, conformance)).isEmpty();
    assertThat(VeraPdf.faults(seen, conformance)).isEmpty();
  }

  @Test
  void itTellsWhyAndWhereAndIsSeenWhereItShould() throws Exception {
    byte[] pdf = SignedPdfs.signed(PdfFeatures.NONE.with(wanted(Optional.of(STAMP))), KEY);

    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDSignature signature = document.getSignatureDictionaries().get(0);
      assertThat(signature.getReason()).isEqualTo("Agreed");
      assertThat(signature.getLocation()).isEqualTo("Köln");
      assertThat(signature.getSignDate().toInstant()).isEqualTo(Rendering.NOW);
      PDAnnotationWidget widget = document.getSignatureFields().get(0).getWidgets().get(0);
      PDRectangle page = document.getPage(0).getCropBox();
      assertThat(widget.getRectangle().getLowerLeftX()).isEqualTo(300);
      assertThat(widget.getRectangle().getUpperRightY()).isEqualTo(page.getHeight() - 700);
      assertThat(widget.getRectangle().getHeight()).isEqualTo(50);
      document.getDocumentCatalog().getAcroForm().flatten();
      assertThat(new PDFTextStripper().getText(document)).contains("Signed by Ada Example", "漢字");
    }
  }

  @Test
  void whatFailsToRenderIsNotSigned() {
    RenderedPdf rendered =
        SignedPdfs.prepared(
            PdfFeatures.of(Conformance.PDFUA_1).with(wanted(Optional.empty())), "<p>x");

    assertThat(rendered)
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            no -> assertThat(no.code()).isEqualTo(FailureCode.CONFORMANCE_UNMET));
  }
}
