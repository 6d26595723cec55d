package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument.Style;
import dev.hookpress.render.css.value.Lengths;
import java.util.Map;

/** The state that an element passes to its children. Compared by identity. */
final class ElementState {
  private final Style style;
  private final CustomProperties custom;
  private final Lengths lengths;
  private final Map<String, String> inherited;

  /**
   * @param inherited the style's own map, shared with children
   */
  ElementState(
      Style style, CustomProperties custom, Lengths lengths, Map<String, String> inherited) {
    this.style = style;
    this.custom = custom;
    this.lengths = lengths;
    this.inherited = inherited;
  }

  Style style() {
    return style;
  }

  ComputedStyle computed() {
    return style.computed();
  }

  CustomProperties custom() {
    return custom;
  }

  Lengths lengths() {
    return lengths;
  }

  Map<String, String> inherited() {
    return inherited;
  }
}
