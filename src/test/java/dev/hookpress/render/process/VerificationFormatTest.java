package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.ElectronicInvoice;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.Verification;
import dev.hookpress.job.pdf.VerificationReport;
import dev.hookpress.job.pdf.VerificationReport.Check;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerificationFormatTest {
  @Test
  void requestsAreReadAsTheyWereWritten() throws IOException {
    PdfFeatures features =
        PdfFeatures.of(Conformance.PDFA_3B)
            .with(
                new PdfSignature(
                    Optional.of("a"),
                    true,
                    Optional.of(URI.create("https://tsa.example/")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new PdfSignature.Appearance(1, 2, 3, 30, 30, "x"))))
            .with(
                new ElectronicInvoice(
                    ElectronicInvoice.Format.FACTUR_X, ElectronicInvoice.Profile.BASIC, "<a/>"))
            .with(Verification.REPORT);

    VerificationFormat.Request read =
        VerificationFormat.request(VerificationFormat.request(new byte[] {1, 2}, features));

    assertThat(read.features()).isEqualTo(features);
    assertThat(read.pdf()).containsExactly(1, 2);
  }

  @Test
  void reportsAreReadAsTheyWereWrittenAndAreBounded() throws IOException {
    VerificationReport report =
        new VerificationReport(
            List.of(
                Check.of("pdfa", "pdfa-3a", List.of(), "veraPDF 1"),
                Check.of("einvoice", "x", Collections.nCopies(100, "y".repeat(9_999)), "Saxon")));

    VerificationReport read = VerificationFormat.report(VerificationFormat.report(report));

    assertThat(read).isEqualTo(report);
    assertThat(read.passed()).isFalse();
    assertThat(read.checks().get(1).failures()).hasSize(VerificationReport.MAX_FAILURES);
    assertThat(read.checks().get(1).failed()).isEqualTo(100);
    assertThat(read.firstFailure()).startsWith("einvoice x: yyy");
  }

  @Test
  void aReportThatBreaksARuleIsNone() {
    String passed =
        "{\"subject\":\"a\",\"profile\":\"b\",\"passed\":true,"
            + "\"failures\":[],\"failed\":0,\"engine\":\"c\"}";
    for (String head :
        List.of(
            "",
            "null",
            "{}",
            "[null]",
            "[{}]",
            "[" + passed.replace("\"failed\":0", "\"failed\":1") + "]",
            "[" + passed.replace("true", "false") + "]",
            "[" + passed.replace("[]", "[\"x\"]") + "]",
            "[" + passed.replace("\"a\"", "\"" + "a".repeat(1_000) + "\"") + "]",
            "[" + passed.replace("\"c\"", "null") + "]",
            "[" + String.join(",", Collections.nCopies(9, passed)) + "]",
            "[".repeat(100_000))) {
      assertThatThrownBy(
              () ->
                  VerificationFormat.report(
                      new Message(head.getBytes(StandardCharsets.UTF_8), List.of())))
          .as(head)
          .isInstanceOf(IOException.class);
    }
  }
}
