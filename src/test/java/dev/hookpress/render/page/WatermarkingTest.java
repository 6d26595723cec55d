package dev.hookpress.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Watermark;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first page of one PDF on the pages of another. */
class WatermarkingTest {
  private static final Watermark OVER = new Watermark(List.of(), true, 100);

  /** A page of one colour with its left half in another. */
  private static byte[] sheet(PDRectangle size, Color left, Color right, int rotation) {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(size);
      page.setRotation(rotation);
      document.addPage(page);
      try (PDPageContentStream content =
          new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
        content.setNonStrokingColor(right);
        content.addRect(0, 0, size.getWidth(), size.getHeight());
        content.fill();
        content.setNonStrokingColor(left);
        content.addRect(0, 0, size.getWidth() / 2, size.getHeight());
        content.fill();
      }
      return Pdfs.bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] stamp() {
    return sheet(new PDRectangle(40, 40), Color.RED, Color.BLUE, 0);
  }

  private static Color at(byte[] pdf, int page, double across, double down) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage shown = new PDFRenderer(document).renderImage(page);
      return new Color(
          shown.getRGB((int) (shown.getWidth() * across), (int) (shown.getHeight() * down)));
    }
  }

  @Test
  void itIsInTheMiddleInItsOwnSize() throws IOException {
    byte[] marked =
        Pdfs.file(OVER, sheet(new PDRectangle(200, 100), Color.WHITE, Color.WHITE, 0), stamp());
    assertThat(at(marked, 0, 0.45, 0.5)).isEqualTo(Color.RED);
    assertThat(at(marked, 0, 0.55, 0.5)).isEqualTo(Color.BLUE);
    assertThat(at(marked, 0, 0.38, 0.5)).isEqualTo(Color.WHITE);
    assertThat(at(marked, 0, 0.5, 0.2)).isEqualTo(Color.WHITE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void itIsUprightOnATurnedPage(int rotation) throws IOException {
    byte[] page = sheet(new PDRectangle(200, 200), Color.WHITE, Color.WHITE, rotation);
    byte[] marked = Pdfs.file(OVER, page, stamp());
    assertThat(at(marked, 0, 0.45, 0.5)).isEqualTo(Color.RED);
    assertThat(at(marked, 0, 0.55, 0.5)).isEqualTo(Color.BLUE);
  }

  @Test
  void aTurnedWatermarkIsAsItIsShown() throws IOException {
    byte[] turned = sheet(new PDRectangle(40, 40), Color.RED, Color.BLUE, 180);
    byte[] page = sheet(new PDRectangle(200, 200), Color.WHITE, Color.WHITE, 0);
    assertThat(at(Pdfs.file(OVER, page, turned), 0, 0.45, 0.5)).isEqualTo(Color.BLUE);
  }

  @Test
  void aLargerOneIsReducedToThePage() throws IOException {
    byte[] large = sheet(new PDRectangle(900, 900), Color.RED, Color.BLUE, 0);
    byte[] page = sheet(new PDRectangle(200, 100), Color.WHITE, Color.WHITE, 0);
    byte[] marked = Pdfs.file(OVER, page, large);
    assertThat(at(marked, 0, 0.30, 0.1)).isEqualTo(Color.RED);
    assertThat(at(marked, 0, 0.70, 0.9)).isEqualTo(Color.BLUE);
    assertThat(at(marked, 0, 0.1, 0.5)).isEqualTo(Color.WHITE);
  }

  @Test
  void underThePageItIsHiddenByIt() throws IOException {
    Watermark under = new Watermark(List.of(), false, 100);
    byte[] page = sheet(new PDRectangle(200, 200), Color.WHITE, Color.WHITE, 0);
    assertThat(at(Pdfs.file(under, page, stamp()), 0, 0.45, 0.5)).isEqualTo(Color.WHITE);
  }

  @Test
  void itIsAsOpaqueAsAskedFor() throws IOException {
    Watermark half = new Watermark(List.of(), true, 50);
    byte[] page = sheet(new PDRectangle(200, 200), Color.WHITE, Color.WHITE, 0);
    Color seen = at(Pdfs.file(half, page, stamp()), 0, 0.45, 0.5);
    assertThat(seen.getRed()).isEqualTo(255);
    assertThat(seen.getGreen()).isBetween(120, 135);
    byte[] invisible = Pdfs.file(new Watermark(List.of(), true, 0), page, stamp());
    assertThat(at(invisible, 0, 0.45, 0.5)).isEqualTo(Color.WHITE);
  }

  @Test
  void onlyTheNamedPagesAreMarked() {
    Watermark second = new Watermark(List.of(PageRange.page(2)), true, 100);
    byte[] marked = Pdfs.file(second, Pdfs.pdf("A", "B", "C"), Pdfs.pdf("X", "Y"));
    assertThat(Pdfs.words(marked))
        .satisfies(
            words -> {
              assertThat(words.get(0)).isEqualTo("A");
              assertThat(words.get(1)).contains("B", "X");
              assertThat(words.get(2)).isEqualTo("C");
            });
    Watermark fourth = new Watermark(List.of(PageRange.page(4)), true, 100);
    assertThat(Pdfs.code(fourth, Pdfs.pdf("A"), Pdfs.pdf("X")))
        .isEqualTo(FailureCode.PAGE_RANGE_INVALID);
  }

  @Test
  void itTakesTwoFiles() {
    assertThat(Pdfs.code(OVER, Pdfs.pdf("A"))).isEqualTo(FailureCode.SOURCE_INVALID);
  }
}
