package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.RenderLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.junit.jupiter.api.Test;

class PdfRendererTest {
  private static final String FOOTER =
      "<div>Page <span class=pageNumber>?</span> of <span class=totalPages>?</span></div>";
  private static final String BREAK = "<div style='page-break-before:always'>%s</div>";

  @Test
  void headerAndFooterAreOnEveryPage() throws IOException {
    RenderOptions options =
        Rendering.options("<b>Hookpress GmbH</b>", FOOTER, Map.of(), null, null);

    RenderedPdf rendered =
        Rendering.render(
            options, Rendering.html("one" + BREAK.formatted("two") + BREAK.formatted("three")));

    assertThat(Rendering.pdf(rendered).pages()).isEqualTo(3);
    for (int page = 1; page <= 3; page++) {
      assertThat(Rendering.text(rendered, page))
          .contains("Hookpress GmbH")
          .contains("Page " + page + " of 3")
          .doesNotContain("?");
    }
  }

  @Test
  void partsKeepTheirOrderAndShareOneNumbering() throws IOException {
    byte[] pdf =
        Rendering.pdf(Rendering.render("inner one" + BREAK.formatted("inner two"))).bytes();
    RenderOptions options = Rendering.options(null, FOOTER, Map.of(), null, null);

    RenderedPdf rendered =
        Rendering.render(
            options,
            Rendering.html("first"),
            new Part.PdfBytes(pdf),
            Rendering.html("second" + BREAK.formatted("third")),
            new Part.PdfBytes(pdf));

    assertThat(Rendering.pdf(rendered).pages()).isEqualTo(7);
    assertThat(Rendering.text(rendered, 1)).contains("first").contains("Page 1 of 7");
    assertThat(Rendering.text(rendered, 2)).contains("inner one").doesNotContain("Page");
    assertThat(Rendering.text(rendered, 3)).contains("inner two");
    assertThat(Rendering.text(rendered, 4)).contains("second").contains("Page 4 of 7");
    assertThat(Rendering.text(rendered, 5)).contains("third").contains("Page 5 of 7");
    assertThat(Rendering.text(rendered, 6)).contains("inner one");
  }

  @Test
  void thePageIsAsAskedFor() throws IOException {
    RenderOptions options =
        RenderOptions.standard("x.pdf")
            .on(new PageLayout(100, 200, true, new PageLayout.Margins(10, 10, 10, 10)));

    RenderedPdf.Pdf pdf = Rendering.pdf(Rendering.render(options, Rendering.html("x")));

    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      assertThat(document.getPage(0).getMediaBox().getWidth() / 72 * 25.4).isBetween(199.9, 200.1);
      assertThat(document.getPage(0).getMediaBox().getHeight() / 72 * 25.4).isBetween(99.9, 100.1);
    }
  }

  @Test
  void theDocumentsOwnCssRefinesThePage() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(Rendering.render("<style>@page{size:50mm 60mm;margin:5mm}</style>x"));

    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      assertThat(document.getPage(0).getMediaBox().getWidth() / 72 * 25.4).isBetween(49.9, 50.1);
    }
  }

  @Test
  void metadataIsTheOptionsBeforeTheHtmls() throws IOException {
    String html = "<html><head><title>Of the page</title></head><body>x</body></html>";
    RenderOptions options =
        Rendering.options(null, null, Map.of("author", "Ada", "title", "Given"), null, null);

    try (PDDocument own = Loader.loadPDF(Rendering.pdf(Rendering.render(html)).bytes());
        PDDocument given =
            Loader.loadPDF(
                Rendering.pdf(Rendering.render(options, Rendering.html(html))).bytes())) {
      assertThat(own.getDocumentInformation().getTitle()).isEqualTo("Of the page");
      assertThat(own.getDocumentInformation().getProducer()).isEqualTo("Hookpress");
      assertThat(own.getDocumentInformation().getCreationDate().toInstant())
          .isEqualTo(Rendering.NOW);
      assertThat(given.getDocumentInformation().getTitle()).isEqualTo("Given");
      assertThat(given.getDocumentInformation().getAuthor()).isEqualTo("Ada");
    }
  }

  @Test
  void aUserPasswordIsNeededToOpen() throws IOException {
    byte[] bytes = protectedBy("open sesame", null);

    assertThatThrownBy(() -> Loader.loadPDF(bytes)).isInstanceOf(InvalidPasswordException.class);
    try (PDDocument document = Loader.loadPDF(bytes, "open sesame")) {
      assertThat(document.getEncryption().getLength()).isEqualTo(256);
      assertThat(document.getCurrentAccessPermission().canModify()).isTrue();
    }
  }

  @Test
  void anOwnerPasswordAloneRestrictsAndStillOpens() throws IOException {
    byte[] bytes = protectedBy(null, "owner");

    try (PDDocument reader = Loader.loadPDF(bytes);
        PDDocument owner = Loader.loadPDF(bytes, "owner")) {
      assertThat(reader.getCurrentAccessPermission().canPrint()).isTrue();
      assertThat(reader.getCurrentAccessPermission().canModify()).isFalse();
      assertThat(owner.getCurrentAccessPermission().isOwnerPermission()).isTrue();
    }
  }

  @Test
  void anEncryptedSourceIsInvalid() throws IOException {
    for (byte[] source : new byte[][] {protectedBy("secret", null), protectedBy(null, "owner")}) {
      assertThat(Rendering.render(Rendering.OPTIONS, new Part.PdfBytes(source)))
          .isEqualTo(
              new RenderedPdf.Rejected(FailureCode.SOURCE_ENCRYPTED, "A source PDF is encrypted"));
    }
  }

  @Test
  void aBrokenSourceIsInvalid() {
    byte[] source = "%PDF-1.7 and then nothing".getBytes(StandardCharsets.UTF_8);

    assertThat(Rendering.render(Rendering.OPTIONS, new Part.PdfBytes(source)))
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.SOURCE_INVALID));
  }

  @Test
  void thePageCapHoldsForHtmlAndForSources() {
    PdfRenderer renderer = Rendering.renderer(Rendering.limits(Duration.ofSeconds(30), 2));
    String html = "1" + BREAK.formatted("2") + BREAK.formatted("3");
    byte[] three = Rendering.pdf(Rendering.render(html)).bytes();

    for (Part part : new Part[] {Rendering.html(html), new Part.PdfBytes(three)}) {
      assertThat(renderer.render(Rendering.prepared(Rendering.OPTIONS, part), Rendering.OPTIONS))
          .isEqualTo(
              new RenderedPdf.Rejected(
                  FailureCode.LIMIT_PAGES, "The document has more than 2 pages"));
    }
  }

  @Test
  void theByteCapHolds() {
    RenderLimits tight = Rendering.limits(Duration.ofSeconds(30), 10, 2_000);

    assertThat(
            Rendering.renderer(tight)
                .render(
                    Rendering.prepared(Rendering.OPTIONS, Rendering.html("text")),
                    Rendering.OPTIONS))
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.LIMIT_BYTES));
  }

  @Test
  void theDeadlineEndsALongTable() {
    PdfRenderer renderer = Rendering.renderer(Rendering.limits(Duration.ofMillis(200), 2_000));
    String table =
        "<table>" + "<tr><td>cell one</td><td>cell two</td></tr>".repeat(20_000) + "</table>";
    Prepared prepared = Rendering.prepared(Rendering.OPTIONS, Rendering.html(table));

    assertThat(renderer.render(prepared, Rendering.OPTIONS))
        .isEqualTo(
            new RenderedPdf.Rejected(
                FailureCode.RENDER_TIMEOUT, "Rendering took longer than 200 ms"));
  }

  private static byte[] protectedBy(String user, String owner) {
    RenderOptions options = Rendering.options(null, null, Map.of(), user, owner);
    return Rendering.pdf(Rendering.render(options, Rendering.html("text"))).bytes();
  }
}
