package dev.hookpress.render.css.selector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A document's elements in order, prepared for selector matching. */
public final class DocumentTree {
  private final List<ElementNode> nodes;

  private DocumentTree(List<ElementNode> nodes) {
    this.nodes = nodes;
  }

  public static DocumentTree of(Document document) {
    List<ElementNode> nodes = new ArrayList<>();
    Element html = document.firstElementChild();
    if (html == null) {
      return new DocumentTree(nodes);
    }
    ElementNode root = new ElementNode(html, null);
    root.index = 1;
    root.typeIndex = 1;
    root.typeCount = 1;
    Deque<ElementNode> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      ElementNode node = open.pop();
      nodes.add(node);
      link(node);
      for (int i = node.children.size() - 1; i >= 0; i--) {
        open.push(node.children.get(i));
      }
    }
    return new DocumentTree(nodes);
  }

  private static void link(ElementNode parent) {
    Element child = parent.element().firstElementChild();
    if (child == null) {
      return;
    }
    List<ElementNode> children = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    ElementNode previous = null;
    for (; child != null; child = child.nextElementSibling()) {
      ElementNode node = new ElementNode(child, parent);
      children.add(node);
      node.index = children.size();
      node.typeIndex = counts.merge(node.tag(), 1, Integer::sum);
      node.previous = previous;
      if (previous != null) {
        previous.next = node;
      }
      previous = node;
    }
    for (ElementNode node : children) {
      node.typeCount = counts.get(node.tag());
    }
    parent.children = children;
  }

  /** In document order, the root element first. Empty if there is none. */
  public List<ElementNode> nodes() {
    return nodes;
  }
}
