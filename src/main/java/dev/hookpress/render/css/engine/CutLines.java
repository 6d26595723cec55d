package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.measure.Children;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Marks the blocks whose lines end with an ellipsis where they are cut off, and keeps their lines
 * whole if they do not wrap: the engine breaks before each inline element that does not fit.
 */
final class CutLines {
  /** Elements within one block; with more, its lines may break. */
  private static final int MAX_ELEMENTS = 1_000;

  private final StyledDocument styled;
  private TextNode last;

  /** Whether a space at the start of the next text collapses. */
  private boolean collapses;

  private CutLines(StyledDocument styled) {
    this.styled = styled;
  }

  static void apply(StyledDocument styled, Element element, ComputedStyle style) {
    if (style.is("overflow-x", "visible") || style.is("display", "inline")) {
      return;
    }
    if (style.is("text-overflow", "ellipsis") && element.attr(StyledDocument.ELLIPSIS).isEmpty()) {
      StyledDocument.markEllipsis(element, "");
    }
    if (style.is("white-space", "nowrap")
        && element.firstElementChild() != null
        && element.select("*").size() <= MAX_ELEMENTS
        && isOneRun(styled, element)) {
      CutLines lines = new CutLines(styled);
      lines.collapses = styled.style(element, PseudoElement.BEFORE).isEmpty();
      lines.join(element);
      lines.endLine();
    }
  }

  /** Whether all that is in the block, down to boxes of their own, does not wrap. */
  private static boolean isOneRun(StyledDocument styled, Element element) {
    for (Element child : element.children()) {
      ComputedStyle style = styled.style(child);
      if (isApart(child, style)) {
        continue;
      }
      if (!style.is("display", "inline")
          || !style.is("white-space", "nowrap")
          || !isOneRun(styled, child)) {
        return false;
      }
    }
    return true;
  }

  /** Whether an element is no text of the line. */
  private static boolean isApart(Element child, ComputedStyle style) {
    return Children.isHidden(child, style)
        || Children.isOutOfFlow(style)
        || Children.isFloat(style)
        || child.normalName().equals("br")
        || child.normalName().equals("img")
        || child.normalName().equals("svg")
        || style.get("display").startsWith("inline-");
  }

  private void join(Element element) {
    styled.declare(element, "white-space", "pre");
    for (Node node : element.childNodes()) {
      if (node instanceof TextNode text) {
        collapse(text);
      } else if (node instanceof Element child) {
        ComputedStyle style = styled.style(child);
        if (child.normalName().equals("br")) {
          endLine();
          collapses = true;
        } else if (!isApart(child, style)) {
          join(child);
        } else {
          styled.declare(child, "white-space", "nowrap");
          collapses &= !style.get("display").startsWith("inline");
          last = style.get("display").startsWith("inline") ? null : last;
        }
      }
    }
  }

  private void collapse(TextNode node) {
    String text = node.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " ");
    text = collapses && text.startsWith(" ") ? text.substring(1) : text;
    node.text(text);
    if (!text.isEmpty()) {
      collapses = text.endsWith(" ");
      last = node;
    }
  }

  /** Drops the space at the end of a line. */
  private void endLine() {
    if (last != null) {
      last.text(last.getWholeText().stripTrailing());
      last = null;
    }
  }
}
