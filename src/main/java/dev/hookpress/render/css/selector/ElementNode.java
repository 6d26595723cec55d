package dev.hookpress.render.css.selector;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** An element with the properties that selectors test, computed once. */
public final class ElementNode {
  /** Has the address of a link that leads nowhere from a PDF, and so no {@code href}. */
  public static final String DEAD_LINK = "hookpress-link";

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String[] NO_CLASSES = {};

  private final Element element;
  private final ElementNode parent;
  private final String tag;
  private final String id;
  private final String[] classes;
  List<ElementNode> children = List.of();
  ElementNode previous;
  ElementNode next;
  int index;
  int typeIndex;
  int typeCount;

  ElementNode(Element element, ElementNode parent) {
    this.element = element;
    this.parent = parent;
    this.tag = element.normalName();
    this.id = element.id();
    String names = element.attr("class");
    this.classes = names.isBlank() ? NO_CLASSES : SPACES.split(names.strip());
  }

  public Element element() {
    return element;
  }

  /** Null for the root element. */
  public ElementNode parent() {
    return parent;
  }

  /** In lower case. */
  public String tag() {
    return tag;
  }

  /** Empty if it has none. */
  public String id() {
    return id;
  }

  String[] classes() {
    return classes;
  }

  /** The child elements, in order. */
  public List<ElementNode> children() {
    return children;
  }

  boolean hasClass(String name) {
    for (String each : classes) {
      if (each.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The attribute's value, by a case-insensitive name; null if there is none. */
  String attribute(String name) {
    if (element.attributesSize() == 0) {
      return null;
    }
    if (element.hasAttr(name)) {
      return element.attr(name);
    }
    if (name.equals("href") && element.hasAttr(DEAD_LINK)) {
      return element.attr(DEAD_LINK);
    }
    return element.attributes().hasKeyIgnoreCase(name)
        ? element.attributes().getIgnoreCase(name)
        : null;
  }

  /** The number of siblings, including itself. */
  int siblings() {
    return parent == null ? 1 : parent.children.size();
  }
}
