package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Align;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.measure.StyleReader;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/**
 * Places absolutely positioned children of a container that have no offsets: as if they were its
 * sole item (CSS Flexbox 1, section 4.1; CSS Grid 1, section 9.2).
 */
final class StaticPosition {
  private final Boxes boxes;

  StaticPosition(Boxes boxes) {
    this.boxes = boxes;
  }

  /**
   * Declares the offsets of a child whose containing block is the container itself.
   *
   * @param around the container's content box, and its parent's positioned area
   */
  void place(Element container, Element child, Item item, Around around) {
    ComputedStyle own = boxes.style(child);
    ComputedStyle style = boxes.style(container);
    boolean acrossAuto = own.is("left", "auto") && own.is("right", "auto");
    boolean downAuto = own.is("top", "auto") && own.is("bottom", "auto");
    if (!acrossAuto && !downAuto) {
      return;
    }
    boolean row = StyleReader.isGrid(style) || style.get("flex-direction").startsWith("row");
    boolean grid = StyleReader.isGrid(style);
    String main = grid ? "justify-items" : "justify-content";
    PositionedArea area = around.area();
    Edges margin = item.box().margin().resolve(OptionalDouble.of(area.width()));
    double width = item.fitWidth(around.width(), OptionalDouble.of(area.width()));
    if (acrossAuto) {
      Align align = align(style, own, row ? main : "align-items", !row);
      double free = around.width() - width - margin.horizontal();
      boxes.set(child, "left", padding(style, "left") + share(align, free));
    }
    if (downAuto) {
      Align align = align(style, own, row ? "align-items" : main, row);
      double frame = padding(style, "top") + padding(style, "bottom");
      double height = around.height().orElseGet(() -> area.height() - frame);
      double natural = item.contentHeight(width);
      double outer = item.box().definiteHeight(OptionalDouble.empty()).orElse(natural);
      boxes.set(
          child, "top", padding(style, "top") + share(align, height - outer - margin.vertical()));
    }
  }

  private static double padding(ComputedStyle style, String side) {
    return style.pixels("padding-" + side).orElse(0);
  }

  private static Align align(
      ComputedStyle style, ComputedStyle own, String property, boolean self) {
    Align container = Align.parse(style.get(property)).orElse(Align.NORMAL);
    return self ? Align.parse(own.get("align-self")).orElse(Align.AUTO).or(container) : container;
  }

  private static double share(Align align, double free) {
    return switch (align) {
      case CENTER, SPACE_AROUND, SPACE_EVENLY -> free / 2;
      case END, FLEX_END, RIGHT -> free;
      default -> 0;
    };
  }
}
