package dev.hookpress.render.tailwind;

import dev.hookpress.render.tailwind.Dictionary.Utility;

/**
 * What one class comes to on this page.
 *
 * @param name the class as written, variants included
 * @param important whether it was written with {@code !}
 */
record Rule(String name, Variants variants, Utility utility, boolean important)
    implements Comparable<Rule> {
  /** As in a stylesheet: of two that contradict each other the greater one counts. */
  @Override
  public int compareTo(Rule other) {
    int byImportance = Boolean.compare(important, other.important);
    int byRank = Integer.compare(variants.rank(), other.variants.rank());
    int byOrder = Integer.compare(utility.order(), other.utility.order());
    return byImportance != 0 ? byImportance : byRank != 0 ? byRank : byOrder;
  }

  /** Whether its declarations are the element's own. */
  boolean isOwn() {
    return !utility.children() && variants.pseudo().isEmpty();
  }
}
