package dev.hookpress.render.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.page.PageOperations;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** PDFs that are samples. */
class SamplesTest {
  private static final PageOperations PAGES =
      new PageOperations(dev.hookpress.render.Rendering.LIMITS);

  private static RenderedPdf.Pdf threePages() throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 3; i++) {
        document.addPage(new PDPage());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return new RenderedPdf.Pdf(bytes.toByteArray(), 3, 1, List.of());
    }
  }

  private static RenderOptions options(PrintOptions print, Optional<String> password) {
    return RenderOptions.standard("a.pdf").protectedBy(password, Optional.empty()).printing(print);
  }

  private static RenderedPdf finished(RenderedPdf whole, RenderOptions options) {
    RenderRequest request =
        new RenderRequest(
            options,
            Optional.empty(),
            List.of(),
            Map.of(),
            Map.of(),
            true,
            Instant.EPOCH,
            Duration.ofSeconds(5));
    return new FinalSteps(request, PAGES, (texts, label, spot) -> whole, System.nanoTime())
        .apply(whole);
  }

  private static String text(RenderedPdf pdf, String password) throws IOException {
    try (PDDocument document = Loader.loadPDF(((RenderedPdf.Pdf) pdf).bytes(), password)) {
      return document.getNumberOfPages() + ": " + new PDFTextStripper().getText(document);
    }
  }

  @Test
  void eachPageOfASampleHasAWatermark() throws IOException {
    RenderedPdf sample =
        finished(threePages(), options(PrintOptions.STANDARD.tested(), Optional.empty()));

    assertThat(text(sample, "").replaceAll("\\s", "")).isEqualTo("3:TESTTESTTEST");
  }

  @Test
  void pagesAreSelectedBeforeAndPasswordsSetAfterwards() throws IOException {
    PrintOptions print = PrintOptions.STANDARD.keeping(List.of(PageRange.of(2, 2))).tested();

    RenderedPdf sample = finished(threePages(), options(print, Optional.of("secret")));

    assertThat(text(sample, "secret").replaceAll("\\s", "")).isEqualTo("1:TEST");
  }
}
