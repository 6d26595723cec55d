package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Measurer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/** Estimates how far down from the last page break in the flow a block begins. */
final class PageOffsets {
  private final StyledDocument styled;
  private final Measurer measurer;
  private final Map<Element, Double> widths = new IdentityHashMap<>();
  private final Map<Element, Double> heights = new IdentityHashMap<>();

  PageOffsets(StyledDocument styled, Measurer measurer) {
    this.styled = styled;
    this.measurer = measurer;
  }

  /** The widths of the content boxes of the blocks that were laid out. */
  Map<Element, Double> widths() {
    return widths;
  }

  /** The heights of content that can no longer be measured, as it was laid out. */
  Map<Element, Double> heights() {
    return heights;
  }

  /** The distance of the content box from the page's top; of the document's if that is far. */
  double top(Element element) {
    double top = 0;
    for (Element at = element; at.parent() != null; at = at.parent()) {
      Double width = widths.get(at.parent());
      if (width == null) {
        // In a container or a table: as if at the page's top.
        return top;
      }
      BoxStyle box = measurer.item(at, OptionalDouble.of(width)).box();
      Edges margin = box.margin().resolve(OptionalDouble.of(width));
      top += box.frame().top() + margin.top();
      if (breaks(at, "break-before")) {
        return top;
      }
      for (Element before = at.previousElementSibling();
          before != null;
          before = before.previousElementSibling()) {
        if (breaks(before, "break-after")) {
          return top;
        }
        top += height(before, width);
        if (breaks(before, "break-before")) {
          return top;
        }
      }
    }
    return top;
  }

  private boolean breaks(Element element, String property) {
    String value = styled.style(element).get(property);
    return value.equals("page") || value.equals("left") || value.equals("right");
  }

  private double height(Element block, double width) {
    ComputedStyle style = styled.style(block);
    if (Children.isHidden(block, style) || Children.isOutOfFlow(style) || Children.isFloat(style)) {
      return 0;
    }
    Item item = measurer.item(block, OptionalDouble.of(width));
    BoxStyle box = item.box();
    Edges margin = box.margin().resolve(OptionalDouble.of(width));
    double outer = item.box().clampWidth(width - margin.horizontal(), OptionalDouble.of(width));
    Double known = heights.get(block);
    double height =
        box.definiteHeight(OptionalDouble.empty())
            .orElseGet(
                () -> known == null ? item.contentHeight(outer) : known + box.frame().vertical());
    return box.clampHeight(height, OptionalDouble.empty())
        + Math.max(margin.top(), margin.bottom());
  }
}
