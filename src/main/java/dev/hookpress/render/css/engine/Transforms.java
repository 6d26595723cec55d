package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Converts transform functions to those that the engine computes right: it takes both arguments of
 * {@code translate()} as the width's, and knows no functions in three dimensions. A box that turns
 * out of the page is as narrow as it looks without perspective.
 */
final class Transforms {
  private static final Map<String, Double> ANGLES =
      Map.of("deg", 1.0, "turn", 360.0, "rad", 180 / Math.PI);

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
      case "rotatey" -> functions.add("scaleX(" + Numbers.text(cosine(first)) + ")");
      case "rotatex" -> functions.add("scaleY(" + Numbers.text(cosine(first)) + ")");
      case "rotate", "scale", "skew", "matrix" ->
          functions.add(name + "(" + String.join(", ", arguments) + ")");
      case "translatez", "perspective", "scalez" -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether a box with these functions shows its back. */
  static boolean turns(String value) {
    boolean back = false;
    String lower = value.toLowerCase(Locale.ROOT);
    for (String function : List.of("rotatex(", "rotatey(")) {
      for (int at = lower.indexOf(function); at >= 0; at = lower.indexOf(function, at + 1)) {
        int end = lower.indexOf(')', at);
        back ^= end > 0 && cosine(lower.substring(at + function.length(), end)) < 0;
      }
    }
    return back;
  }

  private static double cosine(String angle) {
    String number = angle.strip().toLowerCase(Locale.ROOT);
    double unit = 1;
    for (Map.Entry<String, Double> each : ANGLES.entrySet()) {
      if (number.endsWith(each.getKey())) {
        unit = each.getValue();
        number = number.substring(0, number.length() - each.getKey().length());
        break;
      }
    }
    try {
      return Math.round(Math.cos(Math.toRadians(Double.parseDouble(number) * unit)) * 1e4) / 1e4;
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
