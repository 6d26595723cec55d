package dev.hookpress.render.css.container;

import dev.hookpress.render.css.layout.Align;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.layout.Rect;
import org.jsoup.nodes.Element;

/**
 * An item with its position.
 *
 * @param rect the border box within the container's content box
 * @param align in the cross axis, the container's if the item has none of its own
 */
record Placed(Element element, Item item, Rect rect, Align align) {
  Placed movedBy(double pixels) {
    Rect moved = new Rect(rect.x() + pixels, rect.y(), rect.width(), rect.height());
    return new Placed(element, item, moved, align);
  }

  boolean hasAutoTop() {
    return item.box().margin().top().isAuto();
  }

  boolean hasAutoBottom() {
    return item.box().margin().bottom().isAuto();
  }

  /** Whether it fills its line's height by default. */
  boolean stretches() {
    return (align == Align.STRETCH || align == Align.NORMAL)
        && !hasAutoTop()
        && !hasAutoBottom()
        && item.box().height().isAuto()
        && !(align == Align.NORMAL && item.box().aspectRatio().isPresent());
  }

  /** Its vertical alignment in a taller cell. */
  String verticalAlign() {
    if (hasAutoTop()) {
      return hasAutoBottom() ? "middle" : "bottom";
    }
    if (hasAutoBottom()) {
      return "top";
    }
    return switch (align) {
      case CENTER -> "middle";
      case END, FLEX_END -> "bottom";
      case BASELINE -> "baseline";
      default -> "top";
    };
  }
}
