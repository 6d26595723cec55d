package dev.hookpress.render.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.FailureCode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A PDF of an image looks like the image. */
class ImagePagesTest {
  private static final CreatePdf CREATE = new CreatePdf("en-US");

  /** Red above, blue below on the left; green on the right. */
  private static BufferedImage flag() {
    BufferedImage image = new BufferedImage(96, 48, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 96; x++) {
      for (int y = 0; y < 48; y++) {
        Color left = y < 24 ? Color.RED : Color.BLUE;
        image.setRGB(x, y, (x < 48 ? left : Color.GREEN).getRGB());
      }
    }
    return image;
  }

  private static byte[] file(String format, BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, bytes)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The colours at the corners: above left, above right, below right, below left. */
  private static List<String> corners(PDDocument document, int page) throws IOException {
    BufferedImage shown = new PDFRenderer(document).renderImage(page);
    int right = shown.getWidth() - 6;
    int below = shown.getHeight() - 6;
    return List.of(
        colour(shown.getRGB(5, 5)),
        colour(shown.getRGB(right, 5)),
        colour(shown.getRGB(right, below)),
        colour(shown.getRGB(5, below)));
  }

  private static String colour(int rgb) {
    Color colour = new Color(rgb);
    if (colour.getRed() > 180 && colour.getGreen() < 90) {
      return "red";
    }
    return colour.getGreen() > 180 ? "green" : "blue";
  }

  private static PDDocument created(byte[] image) throws IOException {
    PageOutcome outcome = Pdfs.OPERATIONS.apply(CREATE, List.of(image));
    assertThat(outcome).isInstanceOf(PageOutcome.Files.class);
    return Loader.loadPDF(((PageOutcome.Files) outcome).files().get(0).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void anImageBecomesAPageOfItsSize(String format) throws IOException {
    try (PDDocument document = created(file(format, flag()))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(72f, within(0.1f));
      assertThat(document.getPage(0).getMediaBox().getHeight()).isCloseTo(36f, within(0.1f));
      assertThat(corners(document, 0)).containsExactly("red", "green", "green", "blue");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-US");
    }
  }

  @Test
  void theResolutionOfTheImageIsKept() throws IOException {
    try (PDDocument document = created(withPngResolution(file("png", flag()), 7_559))) {
      // 7559 pixels a metre are 192 an inch.
      assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(36f, within(0.1f));
    }
  }

  @Test
  void anAbsurdResolutionIsNot() throws IOException {
    try (PDDocument document = created(withPngResolution(file("png", flag()), 1))) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(72f, within(0.1f));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, red green green blue",
    "2, green red blue green",
    "3, green blue red green",
    "4, blue green green red",
    "5, red blue green green",
    "6, blue red green green",
    "7, green green red blue",
    "8, green green blue red"
  })
  void aPhotoIsUpright(int orientation, String corners) throws IOException {
    try (PDDocument document = created(withOrientation(file("jpeg", flag()), orientation))) {
      assertThat(corners(document, 0)).containsExactly(corners.split(" "));
      boolean turned = orientation >= 5;
      assertThat(document.getPage(0).getMediaBox().getHeight())
          .isCloseTo(turned ? 72f : 36f, within(0.1f));
    }
  }

  @Test
  void aTiffBecomesAPageAnImage() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int image = 0; image < 3; image++) {
        writer.writeToSequence(new IIOImage(flag(), null, null), null);
      }
      writer.endWriteSequence();
    }
    try (PDDocument document = created(bytes.toByteArray())) {
      assertThat(document.getNumberOfPages()).isEqualTo(3);
    }
  }

  /** A file of a few bytes that claims to be larger than memory. */
  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void tooManyPixelsAreRefusedBeforeTheyAreDecoded(String format) {
    byte[] image = huge(format, file(format, flag()));
    assertThat(image.length).isLessThan(20_000);
    // The reader of bitmaps compares their size with that of the file.
    assertThat(Pdfs.code(CREATE, image))
        .isEqualTo(format.equals("bmp") ? FailureCode.SOURCE_INVALID : FailureCode.LIMIT_PIXELS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void everyCutImageEndsInAValue(String format) {
    byte[] whole = file(format, flag());
    for (int length = 0; length < Math.min(whole.length, 400); length += 7) {
      PageOutcome outcome = Pdfs.OPERATIONS.apply(CREATE, List.of(Arrays.copyOf(whole, length)));
      if (outcome instanceof PageOutcome.Rejected rejected) {
        assertThat(rejected.code()).isEqualTo(FailureCode.SOURCE_INVALID);
      }
    }
  }

  @Test
  void whatIsNoImageIsRefused() {
    byte[] text = "Not an image".getBytes(StandardCharsets.UTF_8);
    assertThat(Pdfs.code(CREATE, text)).isEqualTo(FailureCode.SOURCE_INVALID);
  }

  /** Writes 10,000 pixels into both sides of the header. */
  private static byte[] huge(String format, byte[] image) {
    byte[] huge = image.clone();
    ByteBuffer bytes = ByteBuffer.wrap(huge);
    switch (format.toUpperCase(Locale.ROOT)) {
      case "PNG" -> {
        bytes.putInt(16, 10_000).putInt(20, 10_000);
        CRC32 sum = new CRC32();
        sum.update(huge, 12, 17);
        bytes.putInt(29, (int) sum.getValue());
      }
      case "GIF" -> {
        int descriptor = new String(huge, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0`\0");
        for (int at : new int[] {6, 8, descriptor + 5, descriptor + 7}) {
          little(bytes, at, 2, 10_000);
        }
      }
      case "BMP" -> {
        little(bytes, 18, 4, 10_000);
        little(bytes, 22, 4, 10_000);
        little(bytes, 34, 4, 0);
      }
      case "TIFF" -> tiffSize(bytes);
      default -> {
        int frame = new String(huge, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        bytes.putShort(frame + 5, (short) 10_000).putShort(frame + 7, (short) 10_000);
      }
    }
    return huge;
  }

  private static void tiffSize(ByteBuffer bytes) {
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = bytes.getInt(4);
    for (int i = 0; i < bytes.getShort(directory); i++) {
      int tag = directory + 2 + i * 12;
      if (bytes.getShort(tag) == 256 || bytes.getShort(tag) == 257) {
        bytes.putShort(tag + 2, (short) 4).putInt(tag + 8, 10_000);
      }
    }
  }

  private static void little(ByteBuffer bytes, int at, int length, int value) {
    for (int i = 0; i < length; i++) {
      bytes.put(at + i, (byte) (value >> 8 * i));
    }
  }

  private static byte[] withPngResolution(byte[] png, int pixelsAMetre) {
    ByteBuffer chunk = ByteBuffer.allocate(21);
    chunk.putInt(9).put("pHYs".getBytes(StandardCharsets.US_ASCII));
    chunk.putInt(pixelsAMetre).putInt(pixelsAMetre).put((byte) 1);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 13);
    chunk.putInt((int) sum.getValue());
    return inserted(png, 33, chunk.array());
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer segment = ByteBuffer.allocate(36);
    segment.putShort((short) 0xffe1).putShort((short) 34);
    segment.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    segment.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation).putShort((short) 0).putInt(0);
    return inserted(jpeg, 2, segment.array());
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(piece);
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }
}
