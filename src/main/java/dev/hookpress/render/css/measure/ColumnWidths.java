package dev.hookpress.render.css.measure;

import java.util.Arrays;

/**
 * The widths of a table's columns by the automatic layout (CSS Tables 3, sections 3.8 and 3.9):
 * each column has the least and the preferred width of its cells; room between the sums of both is
 * shared by the difference, and room beyond by the preferred width.
 *
 * <p>Widths have any one unit. First add all cells of one column, then those that span columns, in
 * the order of their spans.
 */
public final class ColumnWidths {
  /** How wide columns are when all of a kind have what they ask for; each includes the last. */
  private static final int LEAST = 0;

  private static final int PERCENT = 1;
  private static final int GIVEN = 2;
  private static final int PREFERRED = 3;

  private final double gap;
  private final double[] least;
  private final double[] preferred;
  private final double[] percent;
  private final boolean[] given;

  /**
   * What a cell asks for: widths of its border box.
   *
   * @param least of its content, or a larger {@code min-width}
   * @param preferred the width that it is given, or that of its content without line breaks
   * @param percent of the table's width, or zero
   * @param given whether it has a width of its own, as a length
   */
  public record Wish(double least, double preferred, double percent, boolean given) {
    public Wish {
      preferred = Math.max(least, preferred);
    }
  }

  /**
   * Columns without cells have no width.
   *
   * @param gap between columns, which a cell that spans them covers
   */
  public ColumnWidths(int columns, double gap) {
    this.gap = gap;
    this.least = new double[columns];
    this.preferred = new double[columns];
    this.percent = new double[columns];
    this.given = new boolean[columns];
  }

  /** Adds a cell of one column, or the width of a {@code col}. */
  public void add(int column, Wish wish) {
    least[column] = Math.max(least[column], wish.least());
    if (wish.given() == given[column]) {
      preferred[column] = Math.max(preferred[column], wish.preferred());
    } else if (wish.given()) {
      preferred[column] = wish.preferred();
      given[column] = true;
    }
    preferred[column] = Math.max(preferred[column], least[column]);
    percent[column] = Math.max(percent[column], wish.percent());
  }

  /** Adds a cell that spans columns. */
  public void add(int column, int span, Wish wish) {
    int end = Math.min(column + span, least.length);
    if (end - column < 2) {
      if (end > column) {
        add(column, wish);
      }
      return;
    }
    spanPercent(column, end, wish.percent());
    double covered = gap * (end - column - 1);
    double[] narrow = share(Math.max(0, wish.least() - covered), column, end, true);
    double[] wide = share(Math.max(0, wish.preferred() - covered), column, end, wish.given());
    for (int i = column; i < end; i++) {
      least[i] = Math.max(least[i], narrow[i - column]);
      preferred[i] = Math.max(preferred[i], Math.max(least[i], wide[i - column]));
    }
  }

  /** Gives the columns without a percentage what theirs do not come to. */
  private void spanPercent(int from, int to, double wanted) {
    double missing = wanted;
    double sum = 0;
    int without = 0;
    for (int i = from; i < to; i++) {
      missing -= percent[i];
      if (percent[i] == 0) {
        sum += preferred[i];
        without++;
      }
    }
    for (int i = from; i < to && missing > 0; i++) {
      if (percent[i] == 0) {
        percent[i] = sum > 0 ? missing * preferred[i] / sum : missing / without;
      }
    }
  }

  /** The sum of the least widths. */
  public double least() {
    return Arrays.stream(least).sum();
  }

  /** The width at which no line breaks and all percentages are right. */
  public double preferred() {
    double wanted = 0;
    double others = 0;
    double percents = 0;
    for (int i = 0; i < least.length; i++) {
      if (percent[i] > 0) {
        double part = Math.min(percent[i], 100 - percents);
        percents += part;
        wanted = Math.max(wanted, part > 0 ? preferred[i] * 100 / part : 0);
      } else {
        others += preferred[i];
      }
    }
    if (percents > 0 && others > 0) {
      wanted = Math.max(wanted, others * 100 / Math.max(100 - percents, 1));
    }
    return Math.max(wanted, Math.max(least(), Arrays.stream(preferred).sum()));
  }

  /**
   * Shares a width among all columns.
   *
   * @param room without the gaps between columns
   */
  public double[] in(double room) {
    double sum = 0;
    for (int i = 0; i < percent.length; i++) {
      percent[i] = Math.min(percent[i], 100 - sum);
      sum += percent[i];
    }
    return share(room, 0, least.length, true);
  }

  /**
   * Shares a width among some columns.
   *
   * @param growGiven whether columns with widths of their own exceed them before percentages do
   */
  private double[] share(double asked, int from, int to, boolean growGiven) {
    double room = Math.max(asked, sum(LEAST, asked, from, to));
    int step = LEAST;
    while (step <= PREFERRED && sum(step, room, from, to) < room) {
      step++;
    }
    double[] widths = new double[to - from];
    if (step > PREFERRED) {
      double beyond = room - sum(PREFERRED, room, from, to);
      double[] weights = weights(from, to, growGiven);
      double total = Arrays.stream(weights).sum();
      for (int i = from; i < to; i++) {
        double more = total > 0 ? beyond * weights[i - from] / total : 0;
        widths[i - from] = width(PREFERRED, room, i) + more;
      }
      return widths;
    }
    double before = step == LEAST ? room : sum(step - 1, room, from, to);
    double after = sum(step, room, from, to);
    double part = after > before ? (room - before) / (after - before) : 0;
    for (int i = from; i < to; i++) {
      double narrow = step == LEAST ? least[i] : width(step - 1, room, i);
      widths[i - from] = narrow + part * (width(step, room, i) - narrow);
    }
    return widths;
  }

  private double sum(int step, double room, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += width(step, room, i);
    }
    return sum;
  }

  private double width(int step, double room, int column) {
    if (percent[column] > 0) {
      return step < PERCENT ? least[column] : Math.max(least[column], percent[column] * room / 100);
    }
    return step >= (given[column] ? GIVEN : PREFERRED) ? preferred[column] : least[column];
  }

  /** How much each column grows beyond what it asks for, relative to the others. */
  private double[] weights(int from, int to, boolean growGiven) {
    double[] free = new double[to - from];
    double[] fixed = new double[to - from];
    double[] parts = new double[to - from];
    boolean hasFree = false;
    for (int i = from; i < to; i++) {
      if (percent[i] > 0) {
        parts[i - from] = percent[i];
      } else if (given[i]) {
        fixed[i - from] = preferred[i];
      } else {
        free[i - from] = preferred[i];
        hasFree = true;
      }
    }
    if (hasFree) {
      if (Arrays.stream(free).sum() == 0) {
        for (int i = from; i < to; i++) {
          free[i - from] = percent[i] > 0 || given[i] ? 0 : 1;
        }
      }
      return free;
    }
    return growGiven && Arrays.stream(fixed).sum() > 0 || Arrays.stream(parts).sum() == 0
        ? fixed
        : parts;
  }
}
