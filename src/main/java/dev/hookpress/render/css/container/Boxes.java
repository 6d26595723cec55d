package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Makes the boxes that stand in for containers, and says how elements are laid out in them. */
final class Boxes {
  private final StyledDocument styled;

  Boxes(StyledDocument styled) {
    this.styled = styled;
  }

  /** A new box at the end of its parent. */
  Element add(Element parent, String display) {
    Element box = new Element("span");
    parent.appendChild(box);
    styled.declare(box, "display", display);
    return box;
  }

  void set(Element element, String property, String value) {
    styled.declare(element, property, value);
  }

  void set(Element element, String property, double pixels) {
    styled.declare(element, property, length(pixels));
  }

  /** What the engine is told, or the computed value where it is told nothing. */
  String declared(Element element, String property) {
    String value = styled.declared(element).get(property);
    return value == null ? style(element).get(property) : value;
  }

  ComputedStyle style(Element element) {
    return styled.style(element);
  }

  /** As CSS, to the hundredth of a pixel. */
  static String length(double pixels) {
    double rounded = Math.round(pixels * 100) / 100.0;
    if (rounded == Math.rint(rounded)) {
      return (long) rounded + "px";
    }
    return String.format(Locale.ROOT, "%.2fpx", rounded);
  }

  /** What counts for blocks only and would move an item out of its place. */
  void settle(Element item) {
    ComputedStyle style = style(item);
    if (!style.is("float", "none")) {
      set(item, "float", "none");
    }
    if (style.is("position", "sticky")) {
      set(item, "position", "static");
    }
  }

  /** Whether there is something of the box itself to see. */
  static boolean isPainted(ComputedStyle style) {
    return !style.is("background-color", "transparent")
        || !style.is("background-image", "none")
        || !style.is("border-top-style", "none")
        || !style.is("border-right-style", "none")
        || !style.is("border-bottom-style", "none")
        || !style.is("border-left-style", "none");
  }
}
