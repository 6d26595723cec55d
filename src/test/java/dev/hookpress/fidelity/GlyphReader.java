package dev.hookpress.fidelity;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pdfbox.contentstream.operator.markedcontent.BeginMarkedContentSequence;
import org.apache.pdfbox.contentstream.operator.markedcontent.BeginMarkedContentSequenceWithProperties;
import org.apache.pdfbox.contentstream.operator.markedcontent.EndMarkedContentSequence;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Hands a PDF's glyphs, as they are drawn, to a builder of words. Where the PDF replaces glyphs by
 * a text ({@code ActualText}: ISO 32000-2, 14.9.4), that is the text of the first of them.
 */
final class GlyphReader extends PDFTextStripper {
  private static final String NONE = "";

  private final WordBuilder words;

  /** The replacement texts of the marked sequences that are open; {@link #NONE} for others. */
  private final Deque<String> replacements = new ArrayDeque<>();

  /** What the next glyph stands for; null if its font says it. */
  private String replacement;

  GlyphReader(WordBuilder words) {
    this.words = words;
    addOperator(new BeginMarkedContentSequence(this));
    addOperator(new BeginMarkedContentSequenceWithProperties(this));
    addOperator(new EndMarkedContentSequence(this));
  }

  @Override
  protected void startPage(PDPage page) {
    words.startPage(page.getCropBox().getWidth(), page.getCropBox().getHeight());
    replacements.clear();
    replacement = null;
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
    String text = properties == null ? null : properties.getString(COSName.ACTUAL_TEXT);
    boolean replaces = text != null && text.chars().noneMatch(WordBuilder::isSpace);
    replacements.push(replaces ? text : NONE);
    if (replaces) {
      replacement = text;
    }
  }

  @Override
  public void endMarkedContentSequence() {
    if (!replacements.isEmpty() && !replacements.pop().isEmpty()) {
      replacement = null;
    }
  }

  @Override
  protected void processTextPosition(TextPosition glyph) {
    words.add(glyph, replacement == null ? glyph.getUnicode() : replacement);
    if (replacement != null) {
      replacement = NONE;
    }
  }

  @Override
  protected void writePage() {
    words.endWord();
  }
}
