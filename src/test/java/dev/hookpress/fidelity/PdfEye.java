package dev.hookpress.fidelity;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Reads the words with their positions, and the coloured areas, of a PDF. */
final class PdfEye {
  private static final float DOTS_PER_INCH = 24;

  /** Later pages add nothing to the comparison of colours. */
  private static final int MAX_COLOURED_PAGES = 30;

  /** A channel from here on is white enough. */
  private static final int NEARLY_WHITE = 243;

  private PdfEye() {}

  static SeenPdf see(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<SeenPdf.PageSize> pages = new ArrayList<>();
      for (PDPage page : document.getPages()) {
        pages.add(
            new SeenPdf.PageSize(page.getCropBox().getWidth(), page.getCropBox().getHeight()));
      }
      return new SeenPdf(pages, words(document), colours(document));
    }
  }

  private static List<Word> words(PDDocument document) throws IOException {
    WordBuilder words = new WordBuilder();
    new GlyphReader(words).writeText(document, new StringWriter());
    return words.toList();
  }

  private static Map<SeenPdf.Shade, Integer> colours(PDDocument document) throws IOException {
    Map<SeenPdf.Shade, Integer> areas = new HashMap<>();
    PDFRenderer renderer = new PDFRenderer(document);
    int pages = Math.min(document.getNumberOfPages(), MAX_COLOURED_PAGES);
    for (int page = 0; page < pages; page++) {
      BufferedImage image = renderer.renderImageWithDPI(page, DOTS_PER_INCH, ImageType.RGB);
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          count(image.getRGB(x, y), areas);
        }
      }
    }
    return areas;
  }

  private static void count(int rgb, Map<SeenPdf.Shade, Integer> areas) {
    int red = rgb >> 16 & 0xFF;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    if (Math.min(red, Math.min(green, blue)) < NEARLY_WHITE) {
      areas.merge(SeenPdf.Shade.of(red, green, blue), 1, Integer::sum);
    }
  }
}
