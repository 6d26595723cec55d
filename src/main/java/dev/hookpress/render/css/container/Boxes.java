package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.value.Numbers;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;

/**
 * Creates the boxes that replace containers, and sets the layout properties of elements in them.
 */
final class Boxes {
  private static final double ROUNDING = 0.05;

  /** Looked up once, as each row of items has many boxes. */
  private static final Tag SPAN = new Element("span").tag();

  private final StyledDocument styled;
  private final FlowRoots roots;

  Boxes(StyledDocument styled, FlowRoots roots) {
    this.styled = styled;
    this.roots = roots;
  }

  /** Appends a new box to its parent. */
  Element add(Element parent, String display) {
    Element box = new Element(SPAN, "");
    parent.appendChild(box);
    styled.declare(box, "display", display);
    direct(box, display);
    return box;
  }

  /** Items have their places from left to right already, but the text in them its direction. */
  void direct(Element box, String display) {
    if (!style(box).is("direction", "rtl")) {
      return;
    }
    if (display.equals("table")) {
      styled.declare(box, "direction", "ltr");
    } else if (display.equals("table-cell")) {
      styled.declare(box, "direction", "rtl");
    }
  }

  void set(Element element, String property, String value) {
    styled.declare(element, property, value);
  }

  void set(Element element, String property, double pixels) {
    styled.declare(element, property, length(pixels));
  }

  /** Gives a table its position; the engine subtracts margins from a table's width. */
  void place(Element table, double start, double end) {
    boolean atStart = Math.abs(start) < ROUNDING;
    set(table, "width", atStart ? end - start : end);
    if (!atStart) {
      set(table, "margin-left", start);
    }
  }

  /** The declaration for the engine, or else the computed value. */
  String declared(Element element, String property) {
    String value = styled.declared(element, property);
    return value.isEmpty() ? style(element).get(property) : value;
  }

  ComputedStyle style(Element element) {
    return styled.style(element);
  }

  /** As CSS, rounded to a hundredth of a pixel. */
  static String length(double pixels) {
    return Numbers.pixels(Math.round(pixels * 100) / 100.0);
  }

  /**
   * Resets properties that apply only to blocks and would displace an item, and makes the item
   * contain its floats.
   */
  void settle(Element item) {
    ComputedStyle style = style(item);
    if (roots.holdsFloats(item)) {
      FlowRoots.mark(item);
    }
    if (!style.is("float", "none")) {
      set(item, "float", "none");
    }
    if (style.is("position", "sticky")) {
      set(item, "position", "static");
    }
  }

  /** Whether the item's own box must have its full height before it is stretched. */
  boolean isAnchor(Element item) {
    return roots.isAnchor(item);
  }

  /** Whether the box is as wide as its content, and the engine would make it narrower. */
  boolean isWidened(Element element) {
    return roots.widened().contains(element);
  }

  /** Whether the box is as wide as its content, but not narrower than its least width. */
  boolean hasLeastWidth(Element element) {
    return roots.least().contains(element);
  }

  /** Whether the box itself paints anything. */
  static boolean isPainted(ComputedStyle style) {
    return !style.is("background-color", "transparent")
        || !style.is("background-image", "none")
        || !style.is("border-top-style", "none")
        || !style.is("border-right-style", "none")
        || !style.is("border-bottom-style", "none")
        || !style.is("border-left-style", "none");
  }
}
