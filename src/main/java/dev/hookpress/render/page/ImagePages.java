package dev.hookpress.render.page;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.FileSignature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/**
 * Makes a PDF of an image file: a page of the image's size, upright. JPEG and PNG keep their
 * compressed data. Of an animation, the first frame; of a TIFF, all images.
 */
final class ImagePages {
  /** The longest side of a page in points (ISO 32000-1, annex C). */
  private static final double MAX_SIDE_POINTS = 14_400;

  private static final double POINTS_AN_INCH = 72;

  private final OperationContext bench;
  private final AssetType type;
  private final byte[] input;
  private final PDDocument document;
  private final ImageHeader header;

  private ImagePages(OperationContext bench, AssetType type, byte[] input) {
    this.bench = bench;
    this.type = type;
    this.input = input;
    this.document = bench.create();
    this.header = ImageHeader.of(type, input);
  }

  static PageOutcome create(CreatePdf operation, byte[] input, OperationContext bench)
      throws IOException {
    Optional<AssetType> type = FileSignature.of(input).filter(AssetType::isImage);
    if (type.isEmpty()) {
      bench.guard().abort(FailureCode.SOURCE_INVALID, "The source is not an image of a known type");
    }
    ImagePages pages = new ImagePages(bench, type.orElseThrow(), input);
    pages.document.getDocumentCatalog().setLanguage(operation.language());
    try {
      pages.addAll();
    } catch (IOException | RuntimeException e) {
      // Hostile or broken: the readers may throw anything.
      if (bench.guard().rejection().isEmpty()) {
        bench.guard().abort(FailureCode.SOURCE_INVALID, "The source image cannot be read");
      }
      throw e;
    }
    return new PageOutcome.Files(List.of(bench.save(pages.document)));
  }

  private void addAll() throws IOException {
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(type.name().toLowerCase(Locale.ROOT));
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(input))) {
      reader.setInput(in, false, true);
      int index = 0;
      do {
        bench.guard().addPages(1);
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        bench.guard().addPixels(width, height, "of the source");
        add(image(reader, index));
        index++;
      } while (type == AssetType.TIFF && exists(reader, index));
    } finally {
      reader.dispose();
    }
  }

  /** Looks for one image at a time: counting all of them could be endless. */
  private static boolean exists(ImageReader reader, int index) throws IOException {
    try {
      return reader.getWidth(index) > 0;
    } catch (IndexOutOfBoundsException none) {
      return false;
    }
  }

  private PDImageXObject image(ImageReader reader, int index) throws IOException {
    return switch (type) {
      case JPEG -> JPEGFactory.createFromByteArray(document, input);
      case PNG -> PDImageXObject.createFromByteArray(document, input, "source.png");
      default -> LosslessFactory.createFromImage(document, reader.read(index));
    };
  }

  private void add(PDImageXObject image) throws IOException {
    double width = image.getWidth() / header.pixelsPerInchAcross() * POINTS_AN_INCH;
    double height = image.getHeight() / header.pixelsPerInchDown() * POINTS_AN_INCH;
    double scale = Math.min(1, MAX_SIDE_POINTS / Math.max(width, height));
    float pageWidth = (float) ((header.isTurned() ? height : width) * scale);
    float pageHeight = (float) ((header.isTurned() ? width : height) * scale);
    PDPage page = new PDPage(new PDRectangle(pageWidth, pageHeight));
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.drawImage(image, upright(pageWidth, pageHeight));
    }
  }

  /**
   * Places the unit square of the image on the page, turned and mirrored as its orientation says.
   */
  private Matrix upright(float w, float h) {
    return switch (header.orientation()) {
      case 2 -> new Matrix(-w, 0, 0, h, w, 0);
      case 3 -> new Matrix(-w, 0, 0, -h, w, h);
      case 4 -> new Matrix(w, 0, 0, -h, 0, h);
      case 5 -> new Matrix(0, -h, -w, 0, w, h);
      case 6 -> new Matrix(0, -h, w, 0, 0, h);
      case 7 -> new Matrix(0, h, w, 0, 0, 0);
      case 8 -> new Matrix(0, h, -w, 0, w, 0);
      default -> new Matrix(w, 0, 0, h, 0, 0);
    };
  }
}
