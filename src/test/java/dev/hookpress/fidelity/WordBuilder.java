package dev.hookpress.fidelity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.text.TextPosition;

/** Joins glyphs, as they are drawn, to words. */
final class WordBuilder {
  /**
   * Of the font's size: a wider gap, or more overlap, separates words. Headings have their letters
   * as far apart as this.
   */
  private static final double WORD_GAP = 0.22;

  private static final double WORD_OVERLAP = 0.35;

  /** In points: glyphs of one word stand on one baseline. */
  private static final double SAME_BASELINE = 0.5;

  /** Of the font's size: small capitals are words of their own. */
  private static final double SAME_SIZE = 0.05;

  /** Of the font's size, above the baseline. */
  private static final double MIDDLE = 0.33;

  private static final double LINE_HEIGHT = 1.2;
  private static final String BULLETS = "•·‣▪◦-–—|";

  private final List<Word> words = new ArrayList<>();
  private final Set<String> drawn = new HashSet<>();
  private final List<String> text = new ArrayList<>();
  private int page = -1;
  private double pageWidth;
  private double pageHeight;
  private double left;
  private double right;
  private double baseline;
  private double size;

  void startPage(double width, double height) {
    endWord();
    page++;
    pageWidth = width;
    pageHeight = height;
    drawn.clear();
  }

  /**
   * Adds a glyph.
   *
   * @param character what it stands for; empty if a glyph before it stands for its character, too
   */
  void add(TextPosition glyph, String character) {
    if (character != null && character.isEmpty()) {
      right = Math.max(right, glyph.getX() + glyph.getWidth());
      return;
    }
    if (character == null || character.codePoints().allMatch(WordBuilder::isSpace)) {
      endWord();
      return;
    }
    double from = glyph.getX();
    double to = from + glyph.getWidth();
    double base = glyph.getY();
    if (to < 0 || from > pageWidth || base < 0 || base > pageHeight + glyph.getYScale()) {
      endWord();
      return;
    }
    boolean word = Letters.isWord(character.codePointAt(0));
    if (!text.isEmpty() && (word || !joins(glyph, character))) {
      endWord();
    }
    if (text.isEmpty()) {
      left = from;
      right = to;
      baseline = base;
      size = 1;
    }
    text.add(character);
    left = Math.min(left, from);
    right = Math.max(right, to);
    size = Math.max(size, glyph.getYScale());
    if (word) {
      endWord();
    }
  }

  /** No-break spaces are spaces, too. */
  static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private boolean joins(TextPosition glyph, String character) {
    double gap = glyph.getX() - right;
    if (character.codePoints().anyMatch(WordBuilder::isMark)) {
      // Marks stand above or below the baseline, over the letter that is drawn next.
      return Math.abs(gap) <= size / 2;
    }
    return Math.abs(glyph.getY() - baseline) <= SAME_BASELINE
        && Math.abs(glyph.getYScale() - size) <= SAME_SIZE * size
        && gap <= WORD_GAP * size
        && gap >= -WORD_OVERLAP * size;
  }

  private static boolean isMark(int character) {
    return Character.getType(character) == Character.NON_SPACING_MARK;
  }

  void endWord() {
    if (text.isEmpty()) {
      return;
    }
    String unified = Letters.unified(logical(text));
    String word = stripped(Letters.unified(Normalizer.normalize(unified, Normalizer.Form.NFKC)));
    text.clear();
    // A shadow, or a bold face made by drawing twice, is not a second word.
    if (!word.isEmpty() && drawn.add(word + Math.round(left) + "/" + Math.round(baseline))) {
      words.add(new Word(page, word, left, right, baseline - MIDDLE * size, LINE_HEIGHT * size));
    }
  }

  /** Glyphs are drawn from left to right in every script. */
  private static String logical(List<String> drawn) {
    boolean rightToLeft =
        drawn.stream()
            .flatMapToInt(String::chars)
            .anyMatch(
                it ->
                    Character.getDirectionality(it) == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || Character.getDirectionality(it)
                            == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    List<String> glyphs = new ArrayList<>(drawn);
    if (rightToLeft) {
      Collections.reverse(glyphs);
    }
    String word = String.join("", glyphs);
    // PDFs name a bracket there by itself or by its mirror image, which is drawn.
    return rightToLeft ? word.replace(')', '(').replace(']', '[') : word;
  }

  private static String stripped(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && BULLETS.indexOf(word.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && BULLETS.indexOf(word.charAt(to - 1)) >= 0) {
      to--;
    }
    return word.substring(from, to).strip();
  }

  List<Word> toList() {
    endWord();
    return List.copyOf(words);
  }
}
