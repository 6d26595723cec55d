package dev.hookpress.render;

import dev.hookpress.render.pdf.RenderedPdf;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A page of a PDF as a reader sees it; lengths are points, from the top left corner. */
public final class SeenPage {
  private static final int PIXELS_PER_POINT = 2;

  private final List<Word> words;
  private final List<String> visualLines;
  private final BufferedImage image;

  /** A run of text. */
  public record Word(String text, double left, double right, double baseline, String font) {}

  private SeenPage(List<Word> words, List<String> visualLines, BufferedImage image) {
    this.words = words;
    this.visualLines = visualLines;
    this.image = image;
  }

  /** The first page. */
  public static SeenPage of(RenderedPdf.Pdf pdf) throws IOException {
    return of(pdf, 1);
  }

  /**
   * @param number from 1
   */
  public static SeenPage of(RenderedPdf.Pdf pdf, int number) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      List<Word> words = new ArrayList<>();
      List<TextPosition> glyphs = new ArrayList<>();
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition glyph) {
              glyphs.add(glyph);
              super.processTextPosition(glyph);
            }

            @Override
            protected void writeString(String text, List<TextPosition> positions) {
              collect(positions, words);
            }
          };
      stripper.setStartPage(number);
      stripper.setEndPage(number);
      stripper.getText(document);
      return new SeenPage(
          words,
          visualLines(glyphs),
          new PDFRenderer(document).renderImage(number - 1, PIXELS_PER_POINT));
    }
  }

  private static List<String> visualLines(List<TextPosition> glyphs) {
    SortedMap<Integer, List<TextPosition>> lines = new TreeMap<>();
    for (TextPosition glyph : glyphs) {
      lines.computeIfAbsent(Math.round(glyph.getYDirAdj()), line -> new ArrayList<>()).add(glyph);
    }
    List<String> texts = new ArrayList<>();
    for (List<TextPosition> line : lines.values()) {
      line.sort(Comparator.comparingDouble(TextPosition::getXDirAdj));
      StringBuilder text = new StringBuilder();
      line.forEach(glyph -> text.append(glyph.getUnicode()));
      texts.add(text.toString().strip());
    }
    return texts;
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

  /** The same for text that is stored as it is drawn, or as it is read. */
  public Word wordInEitherOrder(String text) {
    String reversed = new StringBuilder(text).reverse().toString();
    return words.stream()
        .filter(word -> word.text().equals(text) || word.text().equals(reversed))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + " is not among " + words));
  }

  /** The lines from top to bottom, each as it is drawn from left to right. */
  public List<String> visualLines() {
    return visualLines;
  }

  /** The colour of a point, as {@code #rrggbb}. */
  public String colour(double x, double y) {
    int rgb = image.getRGB((int) (x * PIXELS_PER_POINT), (int) (y * PIXELS_PER_POINT));
    return "#%06x".formatted(rgb & 0xFFFFFF);
  }
}
