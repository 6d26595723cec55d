package dev.hookpress.render.page;

import static dev.hookpress.render.page.Pdfs.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfProperties;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.junit.jupiter.api.Test;

class InspectionTest {
  private static final String XMP =
      "<x:xmpmeta><rdf:Description pdfaid:part=\"2\" pdfaid:conformance='B'>"
          + "<pdfuaid:part>1</pdfuaid:part></rdf:Description></x:xmpmeta>";

  @Test
  void thePropertiesOfThePdfAreRead() {
    byte[] bytes =
        pdf(
            document -> {
              document.getDocumentInformation().setTitle("A title");
              document.getDocumentInformation().setAuthor("Ada");
              PDMetadata metadata = new PDMetadata(document);
              metadata.importXMPMetadata(XMP.getBytes(StandardCharsets.UTF_8));
              document.getDocumentCatalog().setMetadata(metadata);
            },
            "a",
            "b");

    PdfProperties properties = inspect(bytes, false);

    assertThat(properties.pages()).isEqualTo(2);
    assertThat(properties.bytes()).isEqualTo(bytes.length);
    assertThat(properties.version()).isEqualTo("1.6");
    assertThat(properties.info()).isEqualTo(Map.of("Title", "A title", "Author", "Ada"));
    assertThat(properties.xmp()).contains(XMP);
    assertThat(properties.claims()).isEqualTo(Map.of("pdfa", "2B", "pdfua", "1"));
    assertThat(properties.fonts())
        .containsExactly(new PdfProperties.Font("Helvetica", Optional.empty(), "Type1", false));
    assertThat(properties.eachPage()).isEmpty();
    assertThat(properties.encryption()).isEmpty();
    assertThat(
            List.of(
                properties.linearized(),
                properties.tagged(),
                properties.attachments(),
                properties.form(),
                properties.xfa(),
                properties.signed(),
                properties.certified(),
                properties.portfolio()))
        .containsOnly(false);
  }

  @Test
  void everyPageIsInspected() {
    byte[] bytes =
        pdf(
            document -> {
              document.getPage(0).setRotation(90);
              scan(document, false);
              scan(document, true);
              document.addPage(new PDPage(PDRectangle.A4));
            },
            "text");

    List<PdfProperties.Page> pages = inspect(bytes, true).eachPage();

    assertThat(pages)
        .extracting(PdfProperties.Page::content)
        .containsExactly(
            Optional.of(new PdfProperties.Content(true, 0, false, false, false)),
            Optional.of(new PdfProperties.Content(false, 1, true, true, false)),
            Optional.of(new PdfProperties.Content(true, 1, false, true, false)),
            Optional.of(new PdfProperties.Content(false, 0, false, false, true)));
    assertThat(pages.get(0).rotationDegrees()).isEqualTo(90);
    assertThat(pages.get(3).widthPoints()).isBetween(595.0, 596.0);
    assertThat(pages.get(3).number()).isEqualTo(4);
  }

  /** A page that is one picture; recognised text lies under it unseen. */
  private static void scan(PDDocument document, boolean recognised) throws IOException {
    PDPage page = new PDPage(PDRectangle.A6);
    document.addPage(page);
    BufferedImage image = new BufferedImage(100, 140, BufferedImage.TYPE_BYTE_GRAY);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      if (recognised) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.setRenderingMode(RenderingMode.NEITHER);
        content.showText("recognised");
        content.endText();
      }
      content.drawImage(
          LosslessFactory.createFromImage(document, image),
          0,
          0,
          PDRectangle.A6.getWidth(),
          PDRectangle.A6.getHeight());
    }
  }

  private static PdfProperties inspect(byte[] bytes, boolean eachPage) {
    PageOutcome outcome =
        Pdfs.OPERATIONS.apply(new PdfOperation.Properties(eachPage), List.of(bytes));
    assertThat(outcome).isInstanceOf(PageOutcome.Properties.class);
    return ((PageOutcome.Properties) outcome).properties();
  }
}
