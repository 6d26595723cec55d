package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Measurer;
import dev.hookpress.render.css.measure.Replaced;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/**
 * The room beside floats for a following box that establishes a block formatting context, which
 * must not overlap them: CSS 2.1, section 9.5. Knows the floats among preceding siblings.
 */
final class FloatRoom {
  private final Boxes boxes;
  private final Measurer measurer;
  private final double width;
  private double left;
  private double right;
  private double leftBottom;
  private double rightBottom;
  private double y;

  /**
   * @param width of the parent's content box
   */
  FloatRoom(Boxes boxes, Measurer measurer, double width) {
    this.boxes = boxes;
    this.measurer = measurer;
    this.width = width;
  }

  /** Whether a box may have to be narrowed: it directly follows a float. */
  static boolean isNarrowed(StyledDocument styled, Element element, ComputedStyle style) {
    Element before = element.previousElementSibling();
    return before != null
        && isBeside(element, style)
        && Children.isFloat(styled.style(before))
        && !Children.isOutOfFlow(styled.style(before));
  }

  private static boolean isBeside(Element element, ComputedStyle style) {
    return !Children.isFloat(style)
        && !Children.isOutOfFlow(style)
        && style.is("clear", "none")
        && style.is("width", "auto")
        && !style.get("display").startsWith("inline")
        && !Replaced.isReplaced(element)
        && FlowRoots.establishes(element, style);
  }

  /** The containing block of the next box, after declaring its margin beside the floats. */
  Around beside(Element child, Around around) {
    ComputedStyle style = boxes.style(child);
    if (left == 0 && right == 0 || !isBeside(child, style)) {
      return around;
    }
    Item item = measurer.item(child, OptionalDouble.of(width));
    Edges margin = item.box().margin().resolve(OptionalDouble.of(width));
    double start = y < leftBottom ? left : 0;
    double end = y < rightBottom ? right : 0;
    double room = width - start - end;
    if (start == 0 && end == 0) {
      return around;
    }
    if (room < item.minContentWidth() + margin.horizontal()) {
      // There is no room but below the floats.
      boxes.set(child, "clear", start == 0 ? "right" : end == 0 ? "left" : "both");
      return around;
    }
    double before = Math.max(start, margin.left());
    double after = Math.max(end, margin.right());
    boxes.set(child, "margin-left", before);
    boxes.set(child, "margin-right", after);
    // The walk subtracts the author's own margins.
    double narrow = width - before - after + margin.horizontal();
    return new Around(narrow, around.height(), around.area());
  }

  /** Takes note of the next sibling. */
  void pass(Element child) {
    ComputedStyle style = boxes.style(child);
    if (Children.isHidden(child, style) || Children.isOutOfFlow(style)) {
      return;
    }
    if (!style.is("clear", "none")) {
      left = 0;
      right = 0;
    }
    boolean floated = Children.isFloat(style);
    if (!floated && left == 0 && right == 0) {
      return;
    }
    Item item = measurer.item(child, OptionalDouble.of(width));
    BoxStyle box = item.box();
    Edges margin = box.margin().resolve(OptionalDouble.of(width));
    double wide = item.fitWidth(Math.max(0, width - margin.horizontal()), OptionalDouble.of(width));
    double high = item.contentHeight(floated ? wide : Math.max(0, width - left - right));
    high = box.definiteHeight(OptionalDouble.empty()).orElse(high) + margin.vertical();
    if (!floated) {
      y += style.get("display").startsWith("inline") ? 0 : high;
    } else if (style.get("float").endsWith("left") || style.is("float", "inline-start")) {
      left += wide + margin.horizontal();
      leftBottom = Math.max(leftBottom, y + high);
    } else {
      right += wide + margin.horizontal();
      rightBottom = Math.max(rightBottom, y + high);
    }
    if (left + right > width) {
      left = 0;
      right = 0;
    }
  }
}
