package dev.hookpress.render.css.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Converts transform functions to those that the engine computes right: it takes both arguments of
 * {@code translate()} as the width's, and knows no functions in three dimensions.
 */
final class Transforms {
  private Transforms() {}

  /**
   * @param value a computed list of functions, or {@code none}
   */
  static String lower(String value) {
    if (!value.contains("(")) {
      return value;
    }
    List<String> functions = new ArrayList<>();
    for (int from = 0; from < value.length(); ) {
      int open = value.indexOf('(', from);
      int close = open < 0 ? -1 : value.indexOf(')', open);
      if (close < 0) {
        return "none";
      }
      String[] arguments = value.substring(open + 1, close).split(",");
      if (!add(functions, value.substring(from, open).strip(), arguments)) {
        return "none";
      }
      from = close + 1;
    }
    return functions.isEmpty() ? "none" : String.join(" ", functions);
  }

  /** Whether the function can be drawn. */
  private static boolean add(List<String> functions, String name, String[] arguments) {
    String first = arguments[0].strip();
    String second = arguments.length > 1 ? arguments[1].strip() : "";
    switch (name) {
      case "translate", "translate3d" -> {
        functions.add("translateX(" + first + ")");
        if (!second.isEmpty()) {
          functions.add("translateY(" + second + ")");
        }
      }
      case "translatex" -> functions.add("translateX(" + first + ")");
      case "translatey" -> functions.add("translateY(" + first + ")");
      case "rotatez" -> functions.add("rotate(" + first + ")");
      case "scale3d" -> functions.add("scale(" + first + ", " + second + ")");
      case "scalex" -> functions.add("scaleX(" + first + ")");
      case "scaley" -> functions.add("scaleY(" + first + ")");
      case "skewx" -> functions.add("skewX(" + first + ")");
      case "skewy" -> functions.add("skewY(" + first + ")");
      case "rotate", "scale", "skew", "matrix" ->
          functions.add(name + "(" + String.join(", ", arguments) + ")");
      case "translatez", "perspective", "scalez" -> {}
      default -> {
        return false;
      }
    }
    return true;
  }
}
