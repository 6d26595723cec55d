package dev.hookpress.render.tailwind;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variants of a class, prefixes that limit where it applies: {@code md:}, {@code print:},
 * {@code odd:}.
 *
 * @param rank of two conflicting rules, the one with the higher rank applies
 * @param place required position of the element among its siblings
 * @param pseudo {@code ::before}, {@code ::after}, or empty
 */
record Variants(int rank, Place place, String pseudo) {
  static final Variants NONE = new Variants(0, Place.ANY, "");

  private static final Map<String, Integer> WIDTHS =
      Map.of("sm", 640, "md", 768, "lg", 1024, "xl", 1280, "2xl", 1536);
  private static final Pattern WIDTH = Pattern.compile("(min|max)-\\[(\\d{1,5})px\\]");

  private static final Map<String, Place> PLACES =
      Map.of(
          "first", Place.FIRST,
          "last", Place.LAST,
          "odd", Place.ODD,
          "even", Place.EVEN,
          "only", Place.ONLY);

  /** Variants that never apply. */
  private static final Pattern NEVER =
      Pattern.compile(
          "(?:group|peer|aria|data|supports|has)-.+|hover|focus|focus-within|focus-visible"
              + "|active|visited|target|dark|disabled|enabled|checked|indeterminate|default"
              + "|required|valid|invalid|in-range|out-of-range|placeholder-shown|autofill"
              + "|read-only|open|rtl|motion-reduce|contrast-more|contrast-less"
              + "|forced-colors|selection|placeholder|file|marker|backdrop|first-letter"
              + "|first-line");

  private static final Set<String> ALWAYS = Set.of("ltr", "motion-safe");

  /** An element's position among its siblings. */
  enum Place {
    ANY,
    FIRST,
    LAST,
    ODD,
    EVEN,
    ONLY
  }

  /** The result of reading a list of variants. */
  sealed interface Reading {
    /** The class applies. */
    record Counts(Variants variants) implements Reading {}

    /** The class does not apply in this medium, or not on this page. */
    record Ignored() implements Reading {}

    /** One of the variants is unknown. */
    record Unknown() implements Reading {}
  }

  /** Reads the prefixes before the colons. */
  static Reading read(Iterable<String> names, Page page) {
    Variants read = NONE;
    for (String name : names) {
      Optional<Boolean> width = width(name, page);
      boolean never = NEVER.matcher(name).matches() || name.equals(otherMedium(page));
      if (width.isPresent() ? !width.get() : never) {
        return new Reading.Ignored();
      }
      Optional<Variants> next =
          width.isPresent() ? Optional.of(read.ranked(name)) : read.and(name, page);
      if (next.isEmpty()) {
        return new Reading.Unknown();
      }
      read = next.get();
    }
    return new Reading.Counts(read);
  }

  private Optional<Variants> and(String name, Page page) {
    boolean landscape = page.innerWidth() > page.innerHeight();
    if (ALWAYS.contains(name)) {
      return Optional.of(this);
    }
    if (name.equals(page.screen() ? "screen" : "print")
        || name.equals(landscape ? "landscape" : "portrait")) {
      return Optional.of(ranked(name));
    }
    if (name.equals("before") || name.equals("after")) {
      return Optional.of(new Variants(rank, place, "::" + name));
    }
    return Optional.ofNullable(PLACES.get(name)).map(at -> new Variants(rank + 1, at, pseudo));
  }

  /** Whether the page meets the width of a breakpoint; empty if the variant is not a breakpoint. */
  private static Optional<Boolean> width(String name, Page page) {
    Matcher bracketed = WIDTH.matcher(name);
    if (bracketed.matches()) {
      boolean wide = page.width() >= Integer.parseInt(bracketed.group(2));
      return Optional.of(bracketed.group(1).equals("min") == wide);
    }
    boolean max = name.startsWith("max-");
    return Optional.ofNullable(WIDTHS.get(max ? name.substring(4) : name))
        .map(least -> max != page.width() >= least);
  }

  private static String otherMedium(Page page) {
    return page.screen() ? "print" : "screen";
  }

  private Variants ranked(String name) {
    int more = name.equals("print") ? 100_000 : WIDTHS.getOrDefault(name, 10);
    return new Variants(Math.min(rank + more, 1_000_000), place, pseudo);
  }
}
