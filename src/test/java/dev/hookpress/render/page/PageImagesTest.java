package dev.hookpress.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.render.prepared.FileSignature;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages as images. */
class PageImagesTest {
  private static final PdfToImages LIST = new PdfToImages(AssetType.PNG, false);

  private static PageOutcome.Files drawn(PdfToImages operation, byte[] pdf) {
    PageOutcome outcome = Pdfs.OPERATIONS.apply(operation, List.of(pdf));
    assertThat(outcome).isInstanceOf(PageOutcome.Files.class);
    return (PageOutcome.Files) outcome;
  }

  private static byte[] colours(Color... colours) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (Color colour : colours) {
        PDPage page = new PDPage(new PDRectangle(72, 144));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.setNonStrokingColor(colour);
          content.addRect(0, 0, 72, 144);
          content.fill();
        }
      }
      return Pdfs.bytes(document);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "TIFF"})
  void eachPageIsAnImageAt150PixelsAnInch(AssetType format) throws IOException {
    PageOutcome.Files files = drawn(new PdfToImages(format, false), colours(Color.RED, Color.BLUE));
    assertThat(files.files()).hasSize(2);
    List<Color> seen = new ArrayList<>();
    for (PageOutcome.Output file : files.files()) {
      assertThat(file.pages()).isEqualTo(1);
      assertThat(FileSignature.of(file.bytes())).contains(format);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file.bytes()));
      assertThat(image.getWidth()).isEqualTo(150);
      assertThat(image.getHeight()).isEqualTo(300);
      seen.add(new Color(image.getRGB(75, 150)));
    }
    assertThat(seen.get(0).getRed()).isGreaterThan(250);
    assertThat(seen.get(1).getBlue()).isGreaterThan(250);
  }

  @Test
  void theImagesMayBeOneZip() throws IOException {
    PageOutcome.Files files =
        drawn(new PdfToImages(AssetType.JPEG, true), colours(Color.RED, Color.BLUE));
    assertThat(files.files()).hasSize(1);
    assertThat(files.files().get(0).pages()).isEqualTo(2);
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(files.files().get(0).bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertThat(FileSignature.of(zip.readAllBytes())).contains(AssetType.JPEG);
      }
    }
    assertThat(names).containsExactly("page-1.jpeg", "page-2.jpeg");
  }

  @Test
  void aHugePageIsDrawnAtALowerResolution() throws IOException {
    byte[] pdf =
        Pdfs.pdf(document -> document.getPage(0).setMediaBox(new PDRectangle(14_400, 14_400)), "A");
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(drawn(LIST, pdf).files().get(0).bytes()));
    assertThat((long) image.getWidth() * image.getHeight()).isLessThanOrEqualTo(11_100_000L);
  }

  @Test
  void aListHasAHundredImages() {
    String[] names = new String[101];
    Arrays.fill(names, "A");
    assertThat(Pdfs.rejected(LIST, Pdfs.pdf(names)).code()).isEqualTo(FailureCode.LIMIT_PAGES);
  }

  /** Of an image that claims more pixels than memory, a warning remains. */
  @Test
  void anImageThatIsTooLargeIsLeftOutWithAWarning() throws IOException {
    byte[] pdf = Pdfs.pdf(document -> image(document, 60_000, 60_000), "A");
    assertThat(drawn(LIST, pdf).warnings())
        .containsExactly("An image that is too large is not drawn");
  }

  private static void image(PDDocument document, int width, int height) throws IOException {
    COSStream stream = new PDStream(document).getCOSObject();
    stream.setItem(COSName.TYPE, COSName.XOBJECT);
    stream.setItem(COSName.SUBTYPE, COSName.IMAGE);
    stream.setInt(COSName.WIDTH, width);
    stream.setInt(COSName.HEIGHT, height);
    stream.setInt(COSName.BITS_PER_COMPONENT, 8);
    stream.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
    stream.createOutputStream(COSName.FLATE_DECODE).close();
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
      content.drawImage(new PDImageXObject(new PDStream(stream), null), 0, 0, 50, 50);
    }
  }
}
