package dev.hookpress.fidelity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups words into lines of text, and finds neighbours on a row. */
final class Lines {
  /** Of the line's height: words further apart are of two lines, such as two cells of a table. */
  private static final double LINE_GAP = 0.85;

  /** Of the line's height: how far from a line's middle a word of it may be. */
  private static final double LINE_DRIFT = 0.25;

  /** Of the page's width: words further apart stand in two columns. */
  private static final double COLUMN_GAP = 0.03;

  /** In points: words whose middles round to the same step stand on one row. */
  private static final double ROW_STEP = 3;

  /** From edge to edge of a line of text. */
  record Line(double left, double right) {}

  /** Two words on one row with nothing but a gap between them. */
  record Neighbours(Word left, Word right) {}

  private Lines() {}

  static Map<Word, Line> lines(List<Word> words) {
    Map<Word, Line> lines = new HashMap<>();
    List<Word> sorted = new ArrayList<>(words);
    sorted.sort(Comparator.comparingInt(Word::page).thenComparingDouble(Word::middle));
    List<Word> band = new ArrayList<>();
    for (Word word : sorted) {
      if (!band.isEmpty() && !sameBand(band.get(0), word)) {
        split(band, lines);
        band.clear();
      }
      band.add(word);
    }
    split(band, lines);
    return lines;
  }

  private static boolean sameBand(Word first, Word word) {
    return word.page() == first.page()
        && word.middle() - first.middle() <= LINE_DRIFT * Math.max(first.height(), word.height());
  }

  private static void split(List<Word> band, Map<Word, Line> lines) {
    band.sort(Comparator.comparingDouble(Word::left));
    int from = 0;
    double right = Double.NEGATIVE_INFINITY;
    for (int at = 0; at < band.size(); at++) {
      Word word = band.get(at);
      if (at > from && word.left() - right > LINE_GAP * word.height()) {
        put(band.subList(from, at), lines);
        from = at;
        right = Double.NEGATIVE_INFINITY;
      }
      right = Math.max(right, word.right());
    }
    put(band.subList(from, band.size()), lines);
  }

  private static void put(List<Word> words, Map<Word, Line> lines) {
    double left = words.stream().mapToDouble(Word::left).min().orElse(0);
    double right = words.stream().mapToDouble(Word::right).max().orElse(0);
    words.forEach(word -> lines.put(word, new Line(left, right)));
  }

  static List<Neighbours> neighbours(SeenPdf pdf) {
    Map<List<Long>, List<Word>> rows = new HashMap<>();
    for (Word word : pdf.words()) {
      List<Long> row = List.of((long) word.page(), Math.round(word.middle() / ROW_STEP));
      rows.computeIfAbsent(row, it -> new ArrayList<>()).add(word);
    }
    List<Neighbours> found = new ArrayList<>();
    for (List<Word> row : rows.values()) {
      row.sort(Comparator.comparingDouble(Word::left));
      for (int at = 1; at < row.size(); at++) {
        Word left = row.get(at - 1);
        double width = pdf.pages().get(left.page()).width();
        if (row.get(at).left() - left.right() > COLUMN_GAP * width) {
          found.add(new Neighbours(left, row.get(at)));
        }
      }
    }
    return found;
  }
}
