package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Replaced;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Finds the boxes that other boxes depend on: those that establish a block formatting context and
 * hold floats (CSS 2.1, section 9.4.1), of which some must be marked for the engine, and those
 * whose height positions other boxes.
 */
final class FlowRoots {
  private final StyledDocument styled;
  private final Set<Element> holders = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Element> anchors = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Element> widened = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Element> least = Collections.newSetFromMap(new IdentityHashMap<>());

  FlowRoots(StyledDocument styled) {
    this.styled = styled;
  }

  /** Takes note of an element in document order. */
  void visit(Element element, ComputedStyle style) {
    if (style.is("position", "absolute")
        && (!style.is("bottom", "auto") || style.get("top").contains("%"))) {
      addAnchor(element.parent());
    }
    if (Children.isFloat(style) && !Children.isOutOfFlow(style) && !isItem(element)) {
      addHolders(element.parent());
    }
    if (isMarked(element, style)) {
      mark(element);
    }
    String width = style.get("min-width");
    if (width.endsWith("px") && !width.equals("0px")) {
      if (isShrunk(style) && !isItem(element) && !Replaced.isReplaced(element)) {
        least.add(element);
      } else {
        addWidened(element.parent());
      }
    }
  }

  /** Whether a box in the flow is as wide as its content. */
  private static boolean isShrunk(ComputedStyle style) {
    return style.is("width", "auto")
        && !Children.isOutOfFlow(style)
        && (Children.isFloat(style) || style.is("display", "inline-block"));
  }

  /** The nearest box that is as wide as its content, unless a box between has a width. */
  private void addWidened(Element parent) {
    for (Element at = parent; at != null; at = at.parent()) {
      ComputedStyle style = styled.style(at);
      if (!style.is("width", "auto") || isItem(at)) {
        return;
      }
      if (Children.isFloat(style) || style.is("display", "inline-block")) {
        widened.add(at);
        return;
      }
    }
  }

  /** Boxes as wide as their content that hold one with a least width, which the engine ignores. */
  Set<Element> widened() {
    return widened;
  }

  /**
   * Boxes as wide as their content that have a least width, which the engine ignores around them.
   */
  Set<Element> least() {
    return least;
  }

  private void addAnchor(Element parent) {
    for (Element at = parent; at != null; at = at.parent()) {
      if (!styled.style(at).is("position", "static")) {
        anchors.add(at);
        return;
      }
    }
  }

  /**
   * Whether the position of another box depends on the height of the element's box. The engine
   * positions such boxes before it stretches a cell.
   */
  boolean isAnchor(Element element) {
    return anchors.contains(element);
  }

  private boolean isItem(Element element) {
    return element.parent() != null && ItemTree.isContainer(styled.style(element.parent()));
  }

  private void addHolders(Element parent) {
    for (Element at = parent; at != null && holders.add(at); at = at.parent()) {
      if (establishes(at, styled.style(at)) || isItem(at)) {
        return;
      }
    }
  }

  /** Whether floats in the element's box, or in boxes of the same context, are in the flow. */
  boolean holdsFloats(Element element) {
    return holders.contains(element);
  }

  /** Tells the engine that the element's box contains its floats. */
  static void mark(Element element) {
    element.attr(StyledDocument.FLOW_ROOT, "");
  }

  /** Whether the box establishes a block formatting context. */
  static boolean establishes(Element element, ComputedStyle style) {
    return isMarked(element, style)
        || Children.isFloat(style)
        || Children.isOutOfFlow(style)
        || style.clips()
        || switch (style.get("display")) {
          case "inline-block", "table-cell", "flex", "inline-flex", "grid", "inline-grid" -> true;
          default -> false;
        };
  }

  /** Whether it is the root or the body, whose overflow is the page's: it goes on to the next. */
  private static boolean isPage(Element element) {
    return element.normalName().equals("html") || element.normalName().equals("body");
  }

  /** Whether the engine takes such a box for an ordinary block. */
  private static boolean isMarked(Element element, ComputedStyle style) {
    boolean block = style.is("display", "block") || style.is("display", "list-item");
    boolean scrolls =
        style.is("overflow-x", "auto")
            || style.is("overflow-x", "scroll")
            || style.is("overflow-y", "auto")
            || style.is("overflow-y", "scroll");
    return style.is("display", "flow-root")
        || style.isQueried()
        || style.is("display", "table-caption")
        || block && (scrolls && !isPage(element) || element.normalName().equals("fieldset"));
  }
}
