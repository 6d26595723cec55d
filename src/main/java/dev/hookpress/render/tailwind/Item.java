package dev.hookpress.render.tailwind;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a container lays out: an element, or text that was given one. */
record Item(Element element, Box box) {
  /** These cannot be cells themselves. */
  private static final Set<String> REPLACED =
      Set.of(
          "img", "svg", "table", "input", "textarea", "select", "button", "hr", "ul", "ol", "li");

  /** Longer text is meant to be broken into lines. */
  private static final int LINE_CHARACTERS = 60;

  boolean grows() {
    return box.grow() > 0 || box.percent().orElse(0.0) >= 100;
  }

  /** Its share of what is left over, beside other items'. */
  double share() {
    return box.grow() > 0 ? box.grow() : 1;
  }

  boolean hasAutoMargin(String side) {
    return box.is("margin-" + side, "auto");
  }

  /** Whether it can be a cell of a table without looking different. */
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

  /** Whether all of its text fits on lines that need no breaking. */
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

  /** Where it stands across the direction of its container. */
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
