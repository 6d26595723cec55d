package dev.hookpress.render.page;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.PdfToImages.OnePage;
import dev.hookpress.render.page.PageOutcome.Output;
import dev.hookpress.render.pdf.GuardedOutput;
import dev.hookpress.render.pdf.RenderGuard;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws the pages of a PDF as images, one after the other. */
final class PageImages {
  private static final double PIXELS_PER_INCH = 150;
  private static final double POINTS_AN_INCH = 72;

  /** Pixels of one image, which is in memory once: an A3 page at 240 pixels an inch. */
  private static final double MAX_PIXELS = 11_000_000;

  private static final float JPEG_QUALITY = 0.9f;

  private final PdfToImages operation;
  private final OperationContext bench;
  private final Set<String> warnings = new LinkedHashSet<>();

  private PageImages(PdfToImages operation, OperationContext bench) {
    this.operation = operation;
    this.bench = bench;
  }

  static PageOutcome draw(PdfToImages operation, byte[] input, OperationContext bench)
      throws IOException {
    PageImages images = new PageImages(operation, bench);
    PDDocument document = bench.open(input);
    PageOrder pages = new PageOrder(document, bench.guard());
    if (operation.only().isPresent()) {
      return images.one(pages, operation.only().get(), images.renderer(document));
    }
    if (!operation.zipped() && pages.count() > PdfToImages.MAX_IMAGES) {
      bench
          .guard()
          .abort(
              FailureCode.LIMIT_PAGES,
              "The PDF has %,d pages; more than %d images are made as one ZIP only"
                  .formatted(pages.count(), PdfToImages.MAX_IMAGES));
    }
    PDFRenderer renderer = images.renderer(document);
    List<Output> files =
        operation.zipped() ? images.zip(pages, renderer) : images.list(pages, renderer);
    return new PageOutcome.Files(files, List.copyOf(images.warnings));
  }

  private PageOutcome one(PageOrder pages, OnePage wanted, PDFRenderer renderer)
      throws IOException {
    if (wanted.page() > pages.count()) {
      bench
          .guard()
          .abort(
              FailureCode.PAGE_RANGE_INVALID,
              "The PDF has %,d pages, and no page %,d".formatted(pages.count(), wanted.page()));
    }
    PDPage page = pages.page(wanted.page() - 1);
    GuardedOutput out = bench.output();
    write(image(page, wanted.page() - 1, renderer, scale(page, wanted.width())), out);
    return new PageOutcome.Files(List.of(bench.written(out, 1)), List.copyOf(warnings));
  }

  private List<Output> list(PageOrder pages, PDFRenderer renderer) throws IOException {
    List<Output> files = new ArrayList<>();
    for (int index = 0; index < pages.count(); index++) {
      GuardedOutput out = bench.output();
      write(image(pages.page(index), index, renderer), out);
      files.add(bench.written(out, 1));
    }
    return files;
  }

  private List<Output> zip(PageOrder pages, PDFRenderer renderer) throws IOException {
    GuardedOutput out = bench.output();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      // The images are compressed already.
      zip.setLevel(Deflater.BEST_SPEED);
      for (int index = 0; index < pages.count(); index++) {
        BufferedImage image = image(pages.page(index), index, renderer);
        zip.putNextEntry(
            new ZipEntry("page-%d.%s".formatted(index + 1, operation.format().extension())));
        write(image, zip);
        zip.closeEntry();
      }
    }
    return List.of(bench.written(out, pages.count()));
  }

  private BufferedImage image(PDPage page, int index, PDFRenderer renderer) throws IOException {
    double pixels =
        operation.width().map(width -> scale(page, width)).orElse(PIXELS_PER_INCH / POINTS_AN_INCH);
    return image(page, index, renderer, pixels);
  }

  /** The pixels a point of a page that is so many pixels wide as it is shown. */
  private static double scale(PDPage page, int width) {
    PDRectangle box = page.getCropBox();
    boolean turned = page.getRotation() % 180 != 0;
    return width / Math.max(1.0, turned ? box.getHeight() : box.getWidth());
  }

  /** Draws a page with so many pixels a point, or fewer if the page is large. */
  private BufferedImage image(PDPage page, int index, PDFRenderer renderer, double pixels)
      throws IOException {
    bench.guard().checkDeadline();
    PDRectangle box = page.getCropBox();
    double area = (double) box.getWidth() * box.getHeight();
    double scale = Math.min(pixels, Math.sqrt(MAX_PIXELS / Math.max(1, area)));
    return renderer.renderImage(index, (float) scale, ImageType.RGB);
  }

  private void write(BufferedImage image, OutputStream out) throws IOException {
    String format = operation.format().name().toLowerCase(Locale.ROOT);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream cache = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(cache);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (operation.format() == AssetType.JPEG) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(JPEG_QUALITY);
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    bench.guard().checkDeadline();
  }

  private PDFRenderer renderer(PDDocument document) {
    RenderGuard guard = bench.guard();
    Set<String> lost = warnings;
    PDFRenderer renderer =
        new PDFRenderer(document) {
          @Override
          protected PageDrawer createPageDrawer(PageDrawerParameters parameters)
              throws IOException {
            return new GuardedPageDrawer(parameters, guard, lost);
          }
        };
    // Reads only the pixels of large images that the page has room for.
    renderer.setSubsamplingAllowed(true);
    return renderer;
  }
}
