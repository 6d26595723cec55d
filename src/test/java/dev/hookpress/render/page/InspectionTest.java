package dev.hookpress.render.page;

import static dev.hookpress.render.page.Pdfs.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfProperties;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
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
  void savesThatWereAppendedAreCounted() throws IOException {
    byte[] once = pdf("a");
    assertThat(inspect(once, false).incrementalSaves()).isZero();
    byte[] twice = saved(once, "One");
    assertThat(inspect(twice, false).incrementalSaves()).isEqualTo(1);
    assertThat(inspect(saved(twice, "Two"), false).incrementalSaves()).isEqualTo(2);
  }

  @Test
  void aLinearizedPdfIsOneUntilASaveIsAppended() throws IOException {
    String plain = new String(pdf("a"), StandardCharsets.ISO_8859_1);
    int head = plain.indexOf('\n') + 1;
    String line = "%% /Linearized 1 /L %08d\n";
    byte[] linearized =
        (plain.substring(0, head)
                + line.formatted(plain.length() + line.formatted(0).length())
                + plain.substring(head))
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(inspect(linearized, false).linearized()).isTrue();
    assertThat(inspect(saved(linearized, "Later"), false).linearized()).isFalse();
  }

  @Test
  void whatACatalogueHasIsTold() {
    byte[] bytes =
        pdf(
            document -> {
              COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
              PDAcroForm form = new PDAcroForm(document);
              document.getDocumentCatalog().setAcroForm(form);
              PDSignatureField field = new PDSignatureField(form);
              field.getCOSObject().setItem(COSName.V, new COSDictionary());
              form.setFields(List.of(field));
              form.getCOSObject().setString(COSName.XFA, "<xdp/>");
              COSDictionary names = new COSDictionary();
              names.setItem(COSName.EMBEDDED_FILES, new COSDictionary());
              catalog.setItem(COSName.NAMES, names);
              COSDictionary permissions = new COSDictionary();
              permissions.setItem(COSName.DOCMDP, new COSDictionary());
              catalog.setItem(COSName.PERMS, permissions);
              catalog.setItem(COSName.COLLECTION, new COSDictionary());
            },
            "a");

    PdfProperties properties = inspect(bytes, false);

    assertThat(
            List.of(
                properties.attachments(),
                properties.form(),
                properties.xfa(),
                properties.signed(),
                properties.certified(),
                properties.portfolio()))
        .containsOnly(true);
  }

  private static byte[] saved(byte[] bytes, String title) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.getDocumentInformation().setTitle(title);
      document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  @Test
  void aPdfIsFullyTaggedIfTheContentOfEveryPageIs() {
    assertThat(inspect(tagged(2), false).fullyTagged()).isTrue();
    PdfProperties half = inspect(tagged(1), false);
    assertThat(half.tagged()).isTrue();
    assertThat(half.fullyTagged()).isFalse();
  }

  private static byte[] tagged(int pages) {
    return pdf(
        document -> {
          PDMarkInfo marks = new PDMarkInfo();
          marks.setMarked(true);
          document.getDocumentCatalog().setMarkInfo(marks);
          PDStructureTreeRoot root = new PDStructureTreeRoot();
          root.appendKid(new PDStructureElement("Document", root));
          document.getDocumentCatalog().setStructureTreeRoot(root);
          for (int page = 0; page < pages; page++) {
            document.getPage(page).setStructParents(page);
          }
        },
        "a",
        "b");
  }

  /** The crypt filters are changed in the bytes, since PDFBox writes no such PDF. */
  @Test
  void embeddedFilesAloneMayBeEncrypted() throws IOException {
    byte[] all;
    try (PDDocument document = Loader.loadPDF(pdf("a"));
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("owner", "", new AccessPermission());
      policy.setEncryptionKeyLength(128);
      policy.setPreferAES(true);
      document.protect(policy);
      document.save(out, CompressParameters.NO_COMPRESSION);
      all = out.toByteArray();
    }
    byte[] some =
        new String(all, StandardCharsets.ISO_8859_1)
            .replace("/StmF /StdCF", "/EFF /StdCF\n/StmF /Identity")
            .replace("/StrF /StdCF", "/StrF /Identity")
            .getBytes(StandardCharsets.ISO_8859_1);

    PdfProperties.Encryption whole = inspect(all, false).encryption().orElseThrow();
    assertThat(whole.attachmentsOnly()).isFalse();
    assertThat(whole.metadata()).isTrue();
    assertThat(whole.ownerPassword()).isTrue();
    PdfProperties.Encryption part = inspect(some, false).encryption().orElseThrow();
    assertThat(part.attachmentsOnly()).isTrue();
    assertThat(part.metadata()).isFalse();
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
