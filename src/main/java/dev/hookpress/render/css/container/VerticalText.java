package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.Budget;
import dev.hookpress.render.css.layout.Content;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Measurer;
import dev.hookpress.render.css.measure.Replaced;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Turns the text of labels at a side, which have a vertical {@code writing-mode} and text only, by
 * a quarter. Characters that stand upright in vertical lines, such as ideographs, and blocks in
 * such a writing mode stay horizontal.
 */
final class VerticalText {
  private static final Set<String> MODES =
      Set.of("vertical-rl", "vertical-lr", "sideways-rl", "sideways-lr", "tb-rl");

  /** The first character of scripts that are written upright: Hangul, then those of East Asia. */
  private static final int UPRIGHT = 0x1100;

  /** Punctuation that is turned, as letters are. */
  private static final int PUNCTUATION = 0x2000;

  private static final int LAST_PUNCTUATION = 0x2BFF;

  private VerticalText() {}

  /** Whether the element is the outermost of its writing mode, and can be turned. */
  static boolean isIn(StyledDocument styled, Element element) {
    ComputedStyle style = styled.style(element);
    Element parent = element.parent();
    return MODES.contains(style.get("writing-mode"))
        && parent != null
        && !MODES.contains(styled.style(parent).get("writing-mode"))
        && !element.normalName().equals("body")
        && !Replaced.isReplaced(element)
        && !ItemTree.isContainer(style)
        && Children.holdsText(styled, element)
        && element.text().codePoints().noneMatch(VerticalText::isUpright);
  }

  private static boolean isUpright(int character) {
    return character >= UPRIGHT && (character < PUNCTUATION || character > LAST_PUNCTUATION);
  }

  /**
   * Moves the text of elements into boxes that are turned. Those that take too long to measure stay
   * horizontal.
   *
   * @param measurer of the text before it is turned
   */
  static void turn(StyledDocument styled, Measurer measurer, List<Element> elements) {
    try {
      elements.forEach(element -> turn(styled, measurer, element));
    } catch (Budget.Exceeded e) {
      // The walk that follows warns of it.
    }
  }

  private static void turn(StyledDocument styled, Measurer measurer, Element element) {
    ComputedStyle style = styled.style(element);
    Content content = measurer.content(element);
    OptionalDouble given = style.pixels("height");
    double length = Math.ceil(given.orElse(content.maxWidth()));
    double across = content.height(length);

    // A box of the size that the turned text has keeps its place in the flow.
    Element place = box(styled, style.anonymousChild(), across, length, "relative");
    Element turned = box(styled, style.anonymousChild(), length, across, "absolute");
    for (Node child : List.copyOf(element.childNodes())) {
      turned.appendChild(child);
    }
    place.appendChild(turned);
    element.appendChild(place);
    styled.declare(turned, "top", "0px");
    styled.declare(turned, "left", "0px");
    styled.declare(turned, "transform-origin", "0px 0px");
    styled.declare(
        turned,
        "transform",
        style.is("writing-mode", "sideways-lr")
            ? "translateY(" + Boxes.length(length) + ") rotate(-90deg)"
            : "translateX(" + Boxes.length(across) + ") rotate(90deg)");
    boolean cell = style.is("display", "table-cell");
    if (cell || style.get("writing-mode").endsWith("rl")) {
      // Its lines begin at the right; cells centre them.
      styled.change(place, "margin-left", "auto");
      styled.change(place, "margin-right", cell ? "auto" : "0px");
    }
    if (style.is("width", "auto") && !cell) {
      styled.change(element, "width", Boxes.length(across));
      styled.change(element, "box-sizing", "content-box");
    }
    if (style.is("display", "inline")) {
      styled.change(element, "display", "inline-block");
    }
  }

  private static Element box(
      StyledDocument styled, ComputedStyle style, double width, double height, String position) {
    Element box = new Element("span");
    styled.give(box, style);
    styled.change(box, "display", "block");
    styled.change(box, "position", position);
    styled.change(box, "width", Boxes.length(width));
    styled.change(box, "height", Boxes.length(height));
    return box;
  }
}
