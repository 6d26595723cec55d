package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Removes the white space at the ends of blocks, as CSS Text 3, section 4.1.2, has it. The engine
 * breaks a line whose text fits its box if the space after it does not.
 */
final class LineEnds {
  private LineEnds() {}

  static void trim(StyledDocument styled) {
    styled
        .document()
        .body()
        .traverse(
            (NodeVisitor)
                (node, depth) -> {
                  if (node instanceof TextNode text && node.parent() instanceof Element parent) {
                    trim(styled, text, parent);
                  }
                });
  }

  private static void trim(StyledDocument styled, TextNode text, Element parent) {
    String whole = text.getWholeText();
    int end = whole.length();
    while (end > 0 && " \n\t\r\f".indexOf(whole.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end < whole.length() && isLast(text) && endsBlock(styled, parent)) {
      text.text(whole.substring(0, end));
    }
  }

  private static boolean isLast(Node node) {
    Node next = node.nextSibling();
    while (next instanceof TextNode text && text.isBlank()) {
      next = next.nextSibling();
    }
    return next == null || next instanceof Element element && element.normalName().equals("br");
  }

  /** Whether the element's end is that of a block of text whose spaces collapse. */
  private static boolean endsBlock(StyledDocument styled, Element element) {
    ComputedStyle style = styled.style(element);
    String space = style.get("white-space");
    if (!space.equals("normal") && !space.equals("nowrap")) {
      return false;
    }
    for (Element at = element; at != null; at = at.parent()) {
      if (styled.style(at, PseudoElement.AFTER).isPresent()) {
        return false;
      }
      if (!styled.style(at).is("display", "inline")) {
        return true;
      }
      if (!isLast(at)) {
        return false;
      }
    }
    return true;
  }
}
