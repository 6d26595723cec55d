package dev.hookpress.render.css;

import java.util.Set;

/**
 * A part of a stylesheet that has no effect. There are no warnings about vendor prefixes.
 *
 * @param subject the property, selector, at-rule or bound
 * @param sheet the stylesheet's address or its name in the document
 * @param line in the sheet, from 1; 0 if there is none
 */
public record StyleWarning(Kind kind, String subject, String sheet, int line) {
  // Others change a colour or a shadow.
  private static final Set<String> PLACING_PROPERTIES = Set.of("shape-outside", "offset-path");
  private static final Set<String> PLACING_VALUES =
      Set.of("display", "position", "float", "columns", "writing-mode");
  private static final Set<String> PLACING_RULES = Set.of("@container", "@scope");

  /** Whether content is elsewhere, or hidden otherwise, than its author wants it. */
  public boolean affectsLayout() {
    return switch (kind) {
      case PROPERTY -> PLACING_PROPERTIES.contains(subject);
      case VALUE ->
          PLACING_VALUES.contains(subject)
              || subject.startsWith("grid")
              || subject.startsWith("flex");
      case AT_RULE -> PLACING_RULES.contains(subject);
      case SELECTOR, IMPORT, LIMIT -> false;
    };
  }

  /** The warning as a readable sentence. */
  public String text() {
    String what =
        switch (kind) {
          case PROPERTY -> "The property " + subject + " is not supported";
          case VALUE -> "A value of " + subject + " is not understood";
          case SELECTOR -> "The selector " + subject + " is not understood";
          case AT_RULE -> "The rule " + subject + " is not supported";
          case IMPORT -> "The imported stylesheet " + subject + " is not loaded";
          case LIMIT -> "The stylesheets exceed a limit and are used in part: " + subject;
        };
    if (line == 0 && sheet.isEmpty()) {
      return what;
    }
    return what + " (" + sheet + (line == 0 ? "" : ", line " + line) + ")";
  }

  /** What was not understood. */
  public enum Kind {
    PROPERTY,
    VALUE,
    SELECTOR,
    AT_RULE,
    IMPORT,
    /** A bound for hostile input was reached; the rest is ignored. */
    LIMIT
  }
}
