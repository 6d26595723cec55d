package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Classifies an element's children by the boxes that they generate. */
public final class Children {
  private Children() {}

  /** The element's children that take part in its layout, including those in {@code contents}. */
  static List<Node> inFlow(StyledDocument styled, Element parent) {
    List<Node> nodes = new ArrayList<>();
    collect(styled, parent, nodes, 0);
    return nodes;
  }

  private static void collect(StyledDocument styled, Element parent, List<Node> nodes, int depth) {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode) {
        nodes.add(node);
      } else if (node instanceof Element child) {
        ComputedStyle style = styled.style(child);
        if (style.is("display", "contents") && depth < 64) {
          collect(styled, child, nodes, depth + 1);
        } else if (!isHidden(child, style) && !isOutOfFlow(style)) {
          nodes.add(child);
        }
      }
    }
  }

  public static boolean isHidden(Element element, ComputedStyle style) {
    return style.is("display", "none")
        || switch (element.normalName()) {
          case "script", "style", "template", "head", "title", "meta", "link", "datalist" -> true;
          default -> false;
        };
  }

  /** Whether it takes no space at its position. */
  public static boolean isOutOfFlow(ComputedStyle style) {
    String position = style.get("position");
    return position.equals("absolute")
        || position.equals("fixed")
        || position.startsWith("running");
  }

  public static boolean isFloat(ComputedStyle style) {
    String side = style.get("float");
    return side.equals("left") || side.equals("right") || side.startsWith("inline-");
  }

  /** Whether it is inline-level, or a run of text. */
  static boolean isInline(ComputedStyle style) {
    return style.get("display").startsWith("inline") || style.is("display", "contents");
  }

  /** Whether a block holds text and other inline-level content, and floats, only. */
  public static boolean holdsText(StyledDocument styled, Element block) {
    return holdsLines(styled, block, true);
  }

  private static boolean holdsLines(StyledDocument styled, Element block, boolean floats) {
    boolean any = false;
    for (Node node : inFlow(styled, block)) {
      if (node instanceof TextNode text) {
        any |= !text.isBlank();
      } else if (node instanceof Element child) {
        ComputedStyle style = styled.style(child);
        if (floats && isFloat(style)) {
          continue;
        }
        boolean text = isInline(style) && !isAtomic(child, style) && !isFloat(style);
        if (!text && !child.normalName().equals("br") || holdsBlocks(styled, child)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean holdsBlocks(StyledDocument styled, Element inline) {
    return inline.childrenSize() > 0
        && !holdsLines(styled, inline, false)
        && !inline.text().isBlank();
  }

  /** Whether it is an atomic inline. */
  static boolean isAtomic(Element element, ComputedStyle style) {
    return Replaced.isReplaced(element) || !style.is("display", "inline");
  }

  /** Whether it generates a table. */
  public static boolean isTable(ComputedStyle style) {
    return style.is("display", "table") || style.is("display", "inline-table");
  }

  /** Whether it has rows as direct children, around which an anonymous table is generated. */
  static boolean holdsRows(StyledDocument styled, Element element) {
    for (Element child = element.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      String display = styled.style(child).get("display");
      if (display.equals("table-row")
          || display.startsWith("table-") && display.endsWith("-group")) {
        return true;
      }
    }
    return false;
  }
}
