package dev.hookpress.render;

import dev.hookpress.render.pdf.RenderedPdf;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The first page of a PDF as a reader sees it; lengths are points, from the top left corner. */
public final class SeenPage {
  private static final int PIXELS_PER_POINT = 2;

  private final List<Word> words;
  private final BufferedImage image;

  /** Some text without a gap. */
  public record Word(String text, double left, double right, double baseline, String font) {}

  private SeenPage(List<Word> words, BufferedImage image) {
    this.words = words;
    this.image = image;
  }

  public static SeenPage of(RenderedPdf.Pdf pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      List<Word> words = new ArrayList<>();
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> positions) {
              collect(positions, words);
            }
          };
      stripper.setEndPage(1);
      stripper.getText(document);
      return new SeenPage(words, new PDFRenderer(document).renderImage(0, PIXELS_PER_POINT));
    }
  }

  private static void collect(List<TextPosition> positions, List<Word> words) {
    StringBuilder text = new StringBuilder();
    TextPosition first = null;
    TextPosition last = null;
    for (TextPosition position : positions) {
      if (position.getUnicode().isBlank()) {
        add(text, first, last, words);
        first = null;
        continue;
      }
      first = first == null ? position : first;
      last = position;
      text.append(position.getUnicode());
    }
    add(text, first, last, words);
  }

  private static void add(
      StringBuilder text, TextPosition first, TextPosition last, List<Word> words) {
    if (first != null) {
      words.add(
          new Word(
              text.toString(),
              first.getXDirAdj(),
              last.getXDirAdj() + last.getWidthDirAdj(),
              first.getYDirAdj(),
              first.getFont().getName().replaceFirst("^.*\\+", "")));
    }
    text.setLength(0);
  }

  /** The first occurrence. */
  public Word word(String text) {
    return words.stream()
        .filter(word -> word.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + " is not among " + words));
  }

  /** The colour of a point, as {@code #rrggbb}. */
  public String colour(double x, double y) {
    int rgb = image.getRGB((int) (x * PIXELS_PER_POINT), (int) (y * PIXELS_PER_POINT));
    return "#%06x".formatted(rgb & 0xFFFFFF);
  }
}
