package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.VerificationReport;
import dev.hookpress.render.Rendering;
import dev.hookpress.support.VerifyModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessVerifierTest {
  private static final ProcessEvents NOBODY =
      new ProcessEvents() {
        @Override
        public void ended(ProcessEnd reason) {}

        @Override
        public void alive(int processes) {}
      };

  @TempDir Path folder;

  private ProcessVerifier start(Path libraries, Duration deadline) {
    return ProcessVerifier.start(
        new ProcessVerifier.Options(libraries, 1, 256, deadline, folder.resolve("cache")),
        Rendering.LIMITS,
        NOBODY,
        Rendering.NOW);
  }

  @Test
  void withoutTheModuleNothingStarts() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> start(empty, Duration.ofSeconds(30)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("verify.path")
        .hasMessageContaining("has no libraries");
    assertThatThrownBy(() -> start(folder.resolve("nowhere"), Duration.ofSeconds(30)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("verify.path");
  }

  @Test
  void aPdfThatTakesTooLongHasNotPassedAndTheNextOneIsVerified() throws IOException {
    Path libraries = VerifyModule.in(folder.resolve("verify"));
    byte[] pdf = Rendering.pdf(Rendering.render("<p>x")).bytes();
    try (ProcessVerifier hasty = start(libraries, Duration.ofMillis(1))) {
      for (int i = 0; i < 2; i++) {
        VerificationReport report = hasty.verify(pdf, PdfFeatures.of(Conformance.PDFA_2B));
        assertThat(report.passed()).isFalse();
        assertThat(report.firstFailure())
            .isEqualTo("verification: Verification did not end within 1 ms and was stopped");
      }
    }
  }

  @Test
  void whatIsNoPdfHasNotPassed() throws IOException {
    Path libraries = VerifyModule.in(folder.resolve("verify"));
    try (ProcessVerifier verifier = start(libraries, Duration.ofMinutes(2))) {
      for (byte[] hostile : new byte[][] {new byte[0], "%PDF-1.7\n%%EOF".getBytes()}) {
        VerificationReport report =
            verifier.verify(hostile, PdfFeatures.of(Conformance.PDFA_3A_PDFUA_1));
        assertThat(report.passed()).isFalse();
      }
      byte[] plain = Rendering.pdf(Rendering.render("<p>x")).bytes();
      VerificationReport report = verifier.verify(plain, PdfFeatures.of(Conformance.PDFA_2B));
      assertThat(report.passed()).isFalse();
      assertThat(report.firstFailure()).startsWith("pdfa pdfa-2b: 6.");
    }
  }
}
