package dev.hookpress.render.tailwind;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** An item of a container: an element, or a text node wrapped in one. */
record Item(Element element, Box box) {
  /** Elements that cannot be table cells themselves. */
  private static final Set<String> REPLACED =
      Set.of(
          "img", "svg", "table", "input", "textarea", "select", "button", "hr", "ul", "ol", "li");

  /** Maximum length of a line that should not wrap. */
  private static final int LINE_CHARACTERS = 60;

  boolean grows() {
    return box.grow() > 0 || box.percent().orElse(0.0) >= 100;
  }

  /** The item's share of the remaining space, relative to other items. */
  double share() {
    return box.grow() > 0 ? box.grow() : 1;
  }

  boolean hasAutoMargin(String side) {
    return box.is("margin-" + side, "auto");
  }

  /** Whether the element can become a table cell without a visible difference. */
  boolean canBeCell() {
    return !REPLACED.contains(element.normalName())
        && !box.hasMargin()
        && box.get("height").isEmpty()
        && box.get("max-width").isEmpty()
        && box.get("position").isEmpty()
        && !box.is("border-radius", "9999px")
        && !box.is("display", "table")
        && box.get("transform").isEmpty();
  }

  /** Whether all of its text fits on lines that do not wrap. */
  boolean isShort() {
    int[] longest = {0};
    element.traverse(
        (NodeVisitor)
            (node, depth) -> {
              if (node instanceof TextNode text) {
                longest[0] = Math.max(longest[0], text.text().strip().length());
              }
            });
    return longest[0] <= LINE_CHARACTERS;
  }

  /** The vertical alignment of the item, from {@code align-self} or its container. */
  String verticalAlign(String containers) {
    Optional<String> own = box.get("align-self").filter(align -> !align.equals("auto"));
    return switch (own.orElse(containers)) {
      case "center" -> "middle";
      case "flex-end", "end" -> "bottom";
      case "baseline" -> "baseline";
      default -> "top";
    };
  }

  boolean isStretched(String containers) {
    String align = box.get("align-self").filter(own -> !own.equals("auto")).orElse(containers);
    return align.equals("stretch") || align.equals("normal");
  }
}
