package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.value.Numbers;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Moves relatively positioned floats, whose offsets the engine ignores, by margins: opposite ones
 * leave what is around at its place.
 */
final class RelativeFloats {
  private RelativeFloats() {}

  /**
   * @param lowered the engine's properties of the element
   */
  static void shift(ComputedStyle style, Map<String, String> lowered) {
    if (style.is("float", "none") || !style.is("position", "relative")) {
      return;
    }
    shift(style, lowered, "top", "bottom");
    shift(style, lowered, "left", "right");
  }

  private static void shift(
      ComputedStyle style, Map<String, String> lowered, String start, String end) {
    OptionalDouble from = style.pixels(start);
    OptionalDouble back = style.pixels(end);
    double by = from.isPresent() ? from.getAsDouble() : -back.orElse(0);
    OptionalDouble before = style.pixels("margin-" + start);
    OptionalDouble after = style.pixels("margin-" + end);
    if (by != 0 && before.isPresent() && after.isPresent()) {
      lowered.put("margin-" + start, Numbers.pixels(before.getAsDouble() + by));
      lowered.put("margin-" + end, Numbers.pixels(after.getAsDouble() - by));
    }
  }
}
