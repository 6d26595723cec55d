package dev.hookpress.render.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.SourcePart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A PDF of which only some pages are kept, and documents in Markdown. */
class SelectedPagesTest {
  private static final String FOUR =
      "<title>Four</title><p>one<p style='page-break-before:always'>two"
          + "<p style='page-break-before:always'>three<p style='page-break-before:always'>four";

  private static final LocalRenderer RENDERER =
      new LocalRenderer(Rendering.FONTS, Rendering.LIMITS);

  private static RenderedPdf render(RenderOptions options, SourcePart part) {
    return Requests.finished(
        RENDERER.render(Requests.of(options, Optional.empty(), part), fault -> {}));
  }

  private static RenderedPdf selected(RenderOptions options, PageRange... ranges) {
    return render(
        options.printing(PrintOptions.STANDARD.keeping(List.of(ranges))),
        new SourcePart.InlineHtml(FOUR));
  }

  private static String text(byte[] pdf, String password) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf, password)) {
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Four");
      return new PDFTextStripper().getText(document).strip().replaceAll("\\s+", " ");
    }
  }

  @Test
  void pagesAreKeptOnceAndInTheirOrder() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            selected(Rendering.OPTIONS, PageRange.from(4), PageRange.of(2, 2), PageRange.of(1, 2)));

    assertThat(text(pdf.bytes(), "")).isEqualTo("one two four");
    assertThat(pdf.pages()).isEqualTo(3);
  }

  @Test
  void pagesThatDoNotExistArePassedOver() throws IOException {
    RenderedPdf.Pdf pdf = Rendering.pdf(selected(Rendering.OPTIONS, PageRange.of(4, 900)));

    assertThat(text(pdf.bytes(), "")).isEqualTo("four");
  }

  @Test
  void aSelectionOfNoPageIsRejected() {
    assertThat(selected(Rendering.OPTIONS, PageRange.page(5)))
        .isEqualTo(
            new RenderedPdf.Rejected(
                FailureCode.PAGE_RANGE_INVALID,
                "None of the selected pages exists; the PDF has 4"));
  }

  @Test
  void theSelectionIsEncryptedLikeTheWhole() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            selected(Rendering.options(null, null, Map.of(), "open", "owner"), PageRange.page(2)));

    assertThat(text(pdf.bytes(), "owner")).isEqualTo("two");
    try (PDDocument opened = Loader.loadPDF(pdf.bytes(), "open")) {
      assertThat(opened.getCurrentAccessPermission().canPrint()).isTrue();
      assertThat(opened.getCurrentAccessPermission().canModify()).isFalse();
    }
  }

  @Test
  void markdownIsRenderedWithItsTablesAndWithoutItsScripts() throws IOException {
    RenderedPdf pdf =
        render(
            Rendering.OPTIONS,
            new SourcePart.Markdown(
                "# Title\n\n| a | b |\n|---|---|\n| 1 | *2* |\n\n```\ncode\n```\n"
                    + "<script>evil()</script>\n"));

    assertThat(Rendering.text(pdf)).contains("Title", "a b", "1 2", "code").doesNotContain("evil");
  }

  @Test
  void markdownThatIsNestedWithoutEndIsRejected() {
    assertThat(render(Rendering.OPTIONS, new SourcePart.Markdown(">".repeat(100_000) + "x")))
        .isInstanceOf(RenderedPdf.Rejected.class);
  }
}
