package dev.hookpress.render.css.columns;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.measure.Measurer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Breaks a tree of blocks in two, between blocks or between lines of text. Boxes on both sides of
 * the break are copied, without the edges at the break: CSS Fragmentation 3, section 5.4.
 */
final class Fragments {
  private static final double HALF = 0.5;

  private final StyledDocument styled;
  private final Measurer measurer;
  private final Consumer<Element> added;

  /**
   * @param added receives each copy of a box
   */
  Fragments(StyledDocument styled, Measurer measurer, Consumer<Element> added) {
    this.styled = styled;
    this.measurer = measurer;
    this.added = added;
  }

  /**
   * Moves what begins with an atom, and all that follows, to another parent.
   *
   * @param root an ancestor of the atom's block
   * @param width of the column
   */
  void moveFrom(Atom atom, Element root, Element target, double width) {
    Node node = atom.line() == 0 ? atom.block() : line(atom, width);
    while (node.parent() != root) {
      Element parent = (Element) node.parent();
      node = isFirst(node) ? parent : tail(parent, node);
    }
    for (Node at = node; at != null; ) {
      Node next = at.nextSibling();
      target.appendChild(at);
      at = next;
    }
  }

  /** Whether an element is inline-level, and not a block made for text between blocks. */
  static boolean isInline(StyledDocument styled, Element element) {
    return styled.style(element).get("display").startsWith("inline")
        && !styled.declared(element, "display").equals("block");
  }

  private static boolean isFirst(Node node) {
    for (Node at = node.previousSibling(); at != null; at = at.previousSibling()) {
      if (!(at instanceof TextNode text) || !text.isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** Moves a node and the siblings after it into a copy of their parent. */
  private Element tail(Element parent, Node first) {
    Element copy = new Element(parent.tagName());
    parent.attributes().forEach(attribute -> copy.attr(attribute.getKey(), attribute.getValue()));
    copy.removeAttr("id");
    styled.copyStyle(parent, copy);
    boolean feed = isFeed(first.previousSibling());
    parent.after(copy);
    for (Node at = first; at != null; ) {
      Node next = at.nextSibling();
      copy.appendChild(at);
      at = next;
    }
    if (!isInline(styled, parent)) {
      cutEdge(copy, "top");
      cutEdge(parent, "bottom");
      styled.declare(copy, "text-indent", "0px");
      if (!feed && isInline(first)) {
        justifyEnd(parent);
      }
    }
    if (styled.style(parent).is("display", "list-item")) {
      styled.declare(copy, "display", "block");
    }
    added.accept(copy);
    return copy;
  }

  /** A line before a break that is not forced is not its block's last one. */
  private void justifyEnd(Element block) {
    ComputedStyle style = styled.style(block);
    if (style.is("text-align", "justify") && style.is("text-align-last", "auto")) {
      styled.declare(block, "text-align-last", StyledDocument.JUSTIFY_AT_BREAK);
    }
  }

  private boolean isInline(Node node) {
    return node instanceof TextNode || node instanceof Element child && isInline(styled, child);
  }

  private static boolean isFeed(Node node) {
    return node instanceof Element element && element.normalName().equals("br");
  }

  private void cutEdge(Element element, String side) {
    styled.declare(element, "margin-" + side, "0px");
    styled.declare(element, "padding-" + side, "0px");
    styled.declare(element, "border-" + side + "-style", "none");
  }

  /** Splits the text of a block at the start of an atom's line. */
  private Node line(Atom atom, double width) {
    Element block = atom.block();
    List<Position> positions = positions(block);
    if (positions.isEmpty()) {
      return block;
    }
    Item item = measurer.item(block, OptionalDouble.of(width));
    double inner = Math.max(1, width - item.box().frame().horizontal());
    double line = measurer.lineHeight(styled.style(block));
    double whole = measurer.content(block).height(inner);
    double height = whole * atom.line() / Math.max(1, Math.round(whole / line));
    int low = 0;
    int high = positions.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      Element head = head(block, positions.get(middle).characters());
      // A block made for text has the style that it inherits there.
      block.after(head);
      double needed = measurer.passing(head).height(inner);
      head.remove();
      if (needed <= height + HALF) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Position at = positions.get(low);
    return at.offset() >= at.node().getWholeText().length()
        ? at.node()
        : at.node().splitText(at.offset());
  }

  /**
   * A place in the text of a block where a line may begin.
   *
   * @param characters of the block's whole text before it
   */
  private record Position(TextNode node, int offset, int characters) {}

  private static List<Position> positions(Element block) {
    List<Position> positions = new ArrayList<>();
    int before = 0;
    for (TextNode node : texts(block)) {
      String text = node.getWholeText();
      if (node.previousSibling() instanceof Element feed
          && feed.normalName().equals("br")
          && !text.isBlank()) {
        positions.add(new Position(node, 0, before));
      }
      for (int i = 1; i < text.length(); i++) {
        if (Character.isWhitespace(text.charAt(i - 1)) && !Character.isWhitespace(text.charAt(i))) {
          positions.add(new Position(node, i, before + i));
        }
      }
      before += text.length();
    }
    return positions;
  }

  private static List<TextNode> texts(Element block) {
    List<TextNode> texts = new ArrayList<>();
    for (Node node : block.childNodes()) {
      if (node instanceof TextNode text) {
        texts.add(text);
      } else if (node instanceof Element element) {
        texts.addAll(texts(element));
      }
    }
    return texts;
  }

  /** A copy of a block with the first characters of its text. */
  private Element head(Element block, int characters) {
    Element copy = new Element("span");
    styled.copyStyle(block, copy);
    copyText(block, copy, characters);
    return copy;
  }

  private int copyText(Element from, Element to, int characters) {
    int left = characters;
    for (Node node : from.childNodes()) {
      if (left <= 0) {
        break;
      }
      if (node instanceof TextNode text) {
        String whole = text.getWholeText();
        to.appendChild(new TextNode(whole.substring(0, Math.min(left, whole.length()))));
        left -= whole.length();
      } else if (node instanceof Element element) {
        Element copy = to.appendElement(element.tagName());
        ComputedStyle style = styled.style(element);
        if (!style.is("display", "none")) {
          styled.copyStyle(element, copy);
          left = copyText(element, copy, left);
        }
      }
    }
    return left;
  }
}
