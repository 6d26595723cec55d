package dev.hookpress.fidelity;

import dev.hookpress.fidelity.Lines.Line;
import dev.hookpress.fidelity.Lines.Neighbours;
import dev.hookpress.fidelity.SeenPdf.Shade;
import java.util.List;
import java.util.Map;

/**
 * How alike two PDFs of one document are. Shares are from 0 to 1.
 *
 * @param words the share of the reference's words that ours has
 * @param extra the share of our words that the reference does not have
 * @param places the share of the common words that stand at the same place across the page
 * @param rows the share of the reference's words side by side that are so in ours
 * @param colours how much of the coloured area is common, by colour
 * @param pages our number of pages
 * @param referencePages the reference's number of pages
 */
record Likeness(
    double words,
    double extra,
    double places,
    double rows,
    double colours,
    int pages,
    int referencePages) {

  /** From worst to best. */
  enum Verdict {
    BROKEN,
    USABLE,
    GOOD
  }

  /** What a document is that could not be rendered. */
  static final Likeness NONE = new Likeness(0, 0, 0, 0, 0, 0, 1);

  /** Fewer pairs than this do not allow a statement about rows. */
  private static final int FEWEST_PAIRS = 6;

  /** Of the line's height: how far two words of one row may be apart vertically. */
  private static final double ROW_DRIFT = 0.6;

  static Likeness of(SeenPdf reference, SeenPdf ours) {
    Map<Word, Line> referenceLines = Lines.lines(reference.words());
    Map<Word, Line> ourLines = Lines.lines(ours.words());
    Places places = new Places(reference, referenceLines, ours, ourLines);
    Map<Word, Word> common = Matching.match(reference.words(), ours.words(), places);
    long same = common.entrySet().stream().filter(places::same).count();
    return new Likeness(
        share(common.size(), reference.words().size()),
        1 - share(common.size(), ours.words().size()),
        share(same, common.size()),
        rows(Lines.neighbours(reference), common),
        Math.min(
            covered(reference.colours(), ours.colours()),
            covered(ours.colours(), reference.colours())),
        ours.pages().size(),
        reference.pages().size());
  }

  Verdict verdict() {
    double ratio = (double) pages / referencePages;
    boolean samePages =
        Math.abs(pages - referencePages) <= 1 || (ratio >= 2.0 / 3 && ratio <= 4.0 / 3);
    if (pages == 0) {
      return Verdict.BROKEN;
    }
    if (atLeast(.98, .04, .85, .60) && samePages) {
      return Verdict.GOOD;
    }
    return atLeast(.95, .10, .70, .40) ? Verdict.USABLE : Verdict.BROKEN;
  }

  private boolean atLeast(double words, double extra, double layout, double colours) {
    return this.words >= words
        && this.extra <= extra
        && places >= layout
        && rows >= layout
        && this.colours >= colours;
  }

  private static double rows(List<Neighbours> pairs, Map<Word, Word> common) {
    List<Neighbours> known =
        pairs.stream()
            .filter(it -> common.containsKey(it.left()) && common.containsKey(it.right()))
            .toList();
    if (known.size() < FEWEST_PAIRS) {
      return 1;
    }
    long kept =
        known.stream().filter(it -> beside(common.get(it.left()), common.get(it.right()))).count();
    return share(kept, known.size());
  }

  private static boolean beside(Word left, Word right) {
    double drift = Math.abs(left.middle() - right.middle());
    return left.page() == right.page()
        && drift <= ROW_DRIFT * Math.max(left.height(), right.height())
        && left.left() < right.left();
  }

  private static double covered(Map<Shade, Integer> areas, Map<Shade, Integer> by) {
    long total = areas.values().stream().mapToLong(Integer::longValue).sum();
    long found =
        areas.entrySet().stream()
            .mapToLong(area -> Math.min(area.getValue(), near(area.getKey(), by)))
            .sum();
    return share(found, total);
  }

  /** The area of a colour and of those next to it, as anti-aliasing differs. */
  private static long near(Shade shade, Map<Shade, Integer> areas) {
    long area = 0;
    for (int red = -1; red <= 1; red++) {
      for (int green = -1; green <= 1; green++) {
        for (int blue = -1; blue <= 1; blue++) {
          Shade next = new Shade(shade.red() + red, shade.green() + green, shade.blue() + blue);
          area += areas.getOrDefault(next, 0);
        }
      }
    }
    return area;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
