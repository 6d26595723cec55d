package dev.hookpress.render.document;

import java.util.List;

/** Which warnings about a PDF of the fast engine are a reason to render it in a browser. */
final class NotUnderstood {
  /** What moves or hides content where it has no effect. Others change a colour or a shadow. */
  private static final List<String> LAYOUT =
      List.of(
          "A value of grid",
          "A value of display ",
          "A value of position ",
          "A value of flex",
          "A value of float ",
          "A value of columns ",
          "A value of writing-mode ",
          "The property writing-mode ",
          "The property shape-outside ",
          "The property offset-path ",
          "The rule @container",
          "The rule @scope");

  private NotUnderstood() {}

  /** Whether a warning says that something is elsewhere than its author wants it. */
  static boolean affectsLayout(String warning) {
    return LAYOUT.stream().anyMatch(warning::startsWith);
  }
}
