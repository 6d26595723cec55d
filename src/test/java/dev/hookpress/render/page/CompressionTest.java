package dev.hookpress.render.page;

import static dev.hookpress.render.page.Pdfs.file;
import static dev.hookpress.render.page.Pdfs.pdf;
import static dev.hookpress.render.page.Pdfs.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PdfOperation.Compress;
import dev.hookpress.job.document.PdfOperation.Strength;
import dev.hookpress.render.prepared.SourcePart;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

class CompressionTest {
  @Test
  void imagesAreScaledToTheResolutionAndLookTheSame() throws IOException {
    byte[] heavy = pdf(document -> picture(document, lossless(document)), "photo");

    byte[] low = compress(Strength.LOW, heavy);
    byte[] high = compress(Strength.HIGH, heavy);

    assertThat(low.length).isLessThan(heavy.length / 4);
    assertThat(high.length).isLessThan(low.length);
    assertThat(words(high)).containsExactly("photo");
    // Two inches wide, at 96 dots an inch.
    assertThat(firstPicture(high).getWidth()).isEqualTo(192);
    assertThat(difference(heavy, low)).isLessThan(4);
    assertThat(difference(heavy, high)).isLessThan(8);
  }

  @Test
  void aSmallJpegIsUnchanged() throws IOException {
    byte[] pdf = pdf(document -> picture(document, jpeg(document, photo(280, 280))), "photo");

    assertThat(compress(Strength.MEDIUM, pdf)).isEqualTo(pdf);
  }

  @Test
  void aMaskStaysWithItsPicture() throws IOException {
    byte[] masked =
        pdf(
            document -> {
              BufferedImage image = new BufferedImage(900, 900, BufferedImage.TYPE_INT_ARGB);
              Graphics2D graphics = image.createGraphics();
              graphics.setClip(new Ellipse2D.Double(0, 0, 900, 900));
              graphics.drawImage(photo(900, 900), 0, 0, null);
              graphics.dispose();
              picture(document, LosslessFactory.createFromImage(document, image));
            },
            "photo");

    byte[] smaller = compress(Strength.MEDIUM, masked);

    assertThat(smaller.length).isLessThan(masked.length / 2);
    assertThat(difference(masked, smaller)).isLessThan(6);
  }

  @Test
  void withoutPicturesTheInputComesBack() {
    byte[] pdf = pdf("nothing to gain");

    assertThat(compress(Strength.HIGH, pdf)).isEqualTo(pdf);
  }

  @Test
  void aFileWithoutAHeaderGetsOne() {
    byte[] broken = pdf("its header is damaged");
    broken[0] = 'x';

    assertThat(SourcePart.isPdf(compress(Strength.HIGH, broken))).isTrue();
  }

  @Test
  void uncompressedStreamsAreCompressed() {
    byte[] plain =
        pdf(
            document -> {
              COSStream content = new COSStream();
              try (OutputStream out = content.createRawOutputStream()) {
                out.write("0 0 10 10 re f ".repeat(500).getBytes(StandardCharsets.US_ASCII));
              }
              document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, content);
            },
            "");

    assertThat(compress(Strength.LOW, plain).length).isLessThan(plain.length / 5);
  }

  @Test
  void aSignedPdfIsUnchanged() {
    byte[] signed =
        pdf(
            document -> {
              picture(document, lossless(document));
              COSDictionary field = new COSDictionary();
              field.setItem(COSName.FT, COSName.SIG);
              field.setItem(COSName.V, new COSDictionary());
              document.getDocumentCatalog().getCOSObject().setItem("Signature", field);
            },
            "photo");

    assertThat(compress(Strength.HIGH, signed)).isEqualTo(signed);
  }

  private static byte[] compress(Strength strength, byte[] pdf) {
    return file(new Compress(strength), pdf);
  }

  private static PDImageXObject lossless(PDDocument document) throws IOException {
    return LosslessFactory.createFromImage(document, photo(900, 900));
  }

  private static PDImageXObject jpeg(PDDocument document, BufferedImage image) throws IOException {
    return JPEGFactory.createFromImage(document, image, 0.7f);
  }

  /** Shows it two inches wide and high. */
  private static void picture(PDDocument document, PDImageXObject image) throws IOException {
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true, true)) {
      content.drawImage(image, 40, 100, 144, 144);
    }
  }

  /** Gradients with some noise, as a camera's. */
  private static BufferedImage photo(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    graphics.fillRect(0, 0, width, height);
    graphics.setPaint(Color.GREEN);
    graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
    graphics.dispose();
    Random random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, image.getRGB(x, y) ^ random.nextInt(8) * 0x010101);
      }
    }
    return image;
  }

  private static PDImageXObject firstPicture(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      var resources = document.getPage(0).getResources();
      for (COSName name : resources.getXObjectNames()) {
        if (resources.isImageXObject(name)) {
          return (PDImageXObject) resources.getXObject(name);
        }
      }
    }
    throw new AssertionError("No picture");
  }

  /** The mean difference of the first pages' pixels, of 255. */
  private static double difference(byte[] one, byte[] other) throws IOException {
    try (PDDocument first = Loader.loadPDF(one);
        PDDocument second = Loader.loadPDF(other)) {
      BufferedImage a = new PDFRenderer(first).renderImageWithDPI(0, 72);
      BufferedImage b = new PDFRenderer(second).renderImageWithDPI(0, 72);
      double sum = 0;
      int brightest = 0;
      for (int y = 0; y < a.getHeight(); y++) {
        for (int x = 0; x < a.getWidth(); x++) {
          int there = new Color(a.getRGB(x, y)).getGreen();
          sum += Math.abs(there - new Color(b.getRGB(x, y)).getGreen());
          brightest = Math.max(brightest, 255 - there);
        }
      }
      assertThat(brightest).isGreaterThan(100);
      return sum / (144 * 144);
    }
  }
}
