package dev.hookpress.render.tailwind;

import dev.hookpress.render.tailwind.Dictionary.Utility;

/**
 * The effect of one class on this page.
 *
 * @param name the class as written, including variants
 * @param important whether it was written with {@code !}
 */
record Rule(String name, Variants variants, Utility utility, boolean important)
    implements Comparable<Rule> {
  /** Compares in cascade order: of two conflicting rules, the greater one applies. */
  @Override
  public int compareTo(Rule other) {
    int byImportance = Boolean.compare(important, other.important);
    int byRank = Integer.compare(variants.rank(), other.variants.rank());
    int byOrder = Integer.compare(utility.order(), other.utility.order());
    return byImportance != 0 ? byImportance : byRank != 0 ? byRank : byOrder;
  }

  /** Whether its declarations apply to the element itself. */
  boolean isOwn() {
    return !utility.children() && variants.pseudo().isEmpty();
  }
}
