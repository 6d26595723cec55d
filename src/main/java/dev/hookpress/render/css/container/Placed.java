package dev.hookpress.render.css.container;

import dev.hookpress.render.css.layout.Align;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.layout.Rect;
import org.jsoup.nodes.Element;

/**
 * An item and where it goes.
 *
 * @param rect the border box within the container's content box
 * @param align across the line, the container's if the item has none of its own
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

  /** Whether it fills its line's height because nothing says otherwise. */
  boolean stretches() {
    return (align == Align.STRETCH || align == Align.NORMAL)
        && !hasAutoTop()
        && !hasAutoBottom()
        && item.box().height().isAuto()
        && !(align == Align.NORMAL && item.box().aspectRatio().isPresent());
  }

  /** Where it stands in a cell that is taller. */
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
