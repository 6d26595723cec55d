package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.StyleWarning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects warnings without duplicates, up to a readable number. */
final class WarningList {
  private static final int MAX = 200;
  private static final int MAX_CHARACTERS = 120;

  private final Set<StyleWarning> warnings = new LinkedHashSet<>();
  private final Set<String> undrawn = new HashSet<>();

  void add(StyleWarning.Kind kind, String subject, String sheet, int line) {
    if (warnings.size() < MAX) {
      String shown =
          subject.length() <= MAX_CHARACTERS ? subject : subject.substring(0, MAX_CHARACTERS) + "…";
      warnings.add(new StyleWarning(kind, shown, sheet, line));
    }
  }

  /** Reports a property that is understood but not drawn, at its first place only. */
  void undrawn(String property, String sheet, int line) {
    if (undrawn.add(property)) {
      add(StyleWarning.Kind.PROPERTY, property, sheet, line);
    }
  }

  /** Reports that a bound was reached. */
  void limit(String what) {
    StyleWarning warning = new StyleWarning(StyleWarning.Kind.LIMIT, what, "", 0);
    // Added even when the list is full.
    if (warnings.size() < MAX + 20) {
      warnings.add(warning);
    }
  }

  List<StyleWarning> toList() {
    return new ArrayList<>(warnings);
  }
}
