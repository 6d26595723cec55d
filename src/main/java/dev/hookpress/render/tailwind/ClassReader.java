package dev.hookpress.render.tailwind;

import dev.hookpress.render.tailwind.Dictionary.Utility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the classes of one document, each once. */
final class ClassReader {
  /** Maximum number of distinct classes; no genuine stylesheet has as many. */
  private static final int MAX_CLASSES = 5_000;

  /** Maximum length of a class name; no class of Tailwind's is longer. */
  private static final int MAX_CHARACTERS = 200;

  /** Maximum number of unknown classes that a warning lists; the rest are counted. */
  private static final int MAX_NAMED = 20;

  private final Page page;
  private final ClassValues values;
  private final Map<String, Optional<Rule>> known = new HashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private boolean tooMany;

  ClassReader(Page page) {
    this.page = page;
    this.values = new ClassValues(Dictionary.STANDARD, page);
  }

  /** Returns the rule of a class, if it is Tailwind's and applies to this page. */
  Optional<Rule> read(String name) {
    Optional<Rule> rule = known.get(name);
    if (rule != null) {
      return rule;
    }
    if (known.size() >= MAX_CLASSES || name.length() > MAX_CHARACTERS) {
      tooMany |= known.size() >= MAX_CLASSES;
      return Optional.empty();
    }
    rule = parse(name);
    known.put(name, rule);
    return rule;
  }

  /** Returns readable messages about classes that are not supported. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!unknown.isEmpty()) {
      List<String> named = unknown.stream().limit(MAX_NAMED).toList();
      String more =
          unknown.size() > MAX_NAMED ? " and " + (unknown.size() - MAX_NAMED) + " more" : "";
      warnings.add("Not known as classes of Tailwind: " + String.join(" ", named) + more);
    }
    if (tooMany) {
      warnings.add("Only the first %,d different classes are used".formatted(MAX_CLASSES));
    }
    return warnings;
  }

  private Optional<Rule> parse(String name) {
    List<String> segments = segments(name);
    String last = segments.get(segments.size() - 1);
    boolean important = last.startsWith("!");
    String plain = important ? last.substring(1) : last;
    Variants.Reading reading = Variants.read(segments.subList(0, segments.size() - 1), page);
    if (reading instanceof Variants.Reading.Ignored) {
      return Optional.empty();
    }
    Optional<Utility> utility = values.utility(plain);
    if (utility.isEmpty() || reading instanceof Variants.Reading.Unknown) {
      if (!values.isMarker(plain)) {
        unknown.add(name);
      }
      return Optional.empty();
    }
    Variants variants = ((Variants.Reading.Counts) reading).variants();
    return Optional.of(new Rule(name, variants, utility.get(), important));
  }

  /** Splits a class name at the colons outside brackets. */
  private static List<String> segments(String name) {
    List<String> segments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == ':' && depth == 0) {
        segments.add(name.substring(start, i));
        start = i + 1;
      }
    }
    segments.add(name.substring(start));
    return segments;
  }
}
