package dev.hookpress.render.css.columns;

import dev.hookpress.render.css.layout.Budget;
import java.util.ArrayList;
import java.util.List;

/** Distributes atoms over columns of equal height. */
final class Balance {
  private static final int STEPS = 24;
  private static final double ROUNDING = 0.01;

  private Balance() {}

  /**
   * The columns' smallest height with no more columns than there are.
   *
   * @param atoms not empty
   */
  static double height(List<Atom> atoms, int columns, Budget budget) {
    double low = 0;
    double high = 0;
    for (Atom atom : atoms) {
      high += Math.max(atom.before(), atom.top()) + atom.height();
      low = Math.max(low, atom.height());
    }
    low = Math.max(low, high / columns / 2);
    for (int i = 0; i < STEPS && high - low > 0.25; i++) {
      budget.spend(atoms.size());
      double middle = (low + high) / 2;
      if (starts(atoms, middle).size() <= columns) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** The first atoms of the columns of a height, as indices; as many columns as it takes. */
  static List<Integer> starts(List<Atom> atoms, double height) {
    List<Integer> starts = new ArrayList<>();
    int allowed = 0;
    double at = 0;
    for (int i = 0; i < atoms.size(); i++) {
      Atom atom = atoms.get(i);
      boolean first = starts.isEmpty();
      if (!atom.kept()) {
        allowed = i;
      }
      double end = at + atom.before() + atom.height();
      if (first || atom.forced() || end > height + ROUNDING && begins(starts, allowed)) {
        starts.add(first ? 0 : atom.forced() ? i : allowed);
        int start = starts.get(starts.size() - 1);
        at = atoms.get(start).top() + atoms.get(start).height();
        i = start;
      } else {
        at = end;
      }
    }
    return starts;
  }

  /** Whether a column that starts there makes progress. */
  private static boolean begins(List<Integer> starts, int index) {
    return index > starts.get(starts.size() - 1);
  }
}
