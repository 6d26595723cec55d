package dev.hookpress.render.pdf.conformance;

import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.render.Box;
import dev.hookpress.render.pdf.box.BoxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Makes the outline of a part from its headings, if it has several. An author's own outline, in the
 * engine's {@code <bookmarks>}, has precedence.
 */
final class Outline {
  /** More than anybody reads; each costs the reader memory. */
  private static final int MAX_ENTRIES = 2_000;

  private static final int MAX_CHARACTERS = 200;
  private static final String BOOKMARK = "bookmark";

  private final Map<Element, String> texts = new IdentityHashMap<>();
  private boolean authored;

  /** Reads the headings, before letters that join are replaced by glyphs. */
  void read(Document dom) {
    texts.clear();
    authored = false;
    read(dom.getDocumentElement());
  }

  private void read(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        String name = element.getNodeName();
        if (name.equals("bookmarks")) {
          authored = true;
        } else if (name.length() == 2 && name.charAt(0) == 'h' && level(element) > 0) {
          String text = element.getTextContent().strip().replaceAll("\\s+", " ");
          if (!text.isEmpty() && texts.size() < MAX_ENTRIES) {
            texts.put(
                element,
                text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…");
          }
        } else {
          read(element);
        }
      }
    }
  }

  /** 1 to 6; 0 if the element is no heading. */
  private static int level(Element element) {
    int level = element.getNodeName().charAt(1) - '0';
    return level >= 1 && level <= 6 ? level : 0;
  }

  /** Adds the entries of those headings that are shown. Call when the part is laid out. */
  void add(Box root, SharedContext context) {
    if (authored || texts.size() < 2) {
      return;
    }
    List<Element> shown = new ArrayList<>();
    BoxTree.visit(
        root,
        box -> {
          if (!box.isAnonymous()
              && box.getElement() != null
              && texts.containsKey(box.getElement())) {
            Element heading = box.getElement();
            if (heading.getAttribute("id").isEmpty()) {
              heading.setAttribute("id", "hookpress-heading-" + shown.size());
            }
            context.addBoxId(heading.getAttribute("id"), box);
            shown.add(heading);
          }
        });
    if (shown.size() >= 2) {
      Document dom = root.getElement().getOwnerDocument();
      Node head = dom.getElementsByTagName("head").item(0);
      head.appendChild(entries(dom, shown));
    }
  }

  private Element entries(Document dom, List<Element> shown) {
    Element outline = dom.createElement("bookmarks");
    Deque<Element> parents = new ArrayDeque<>();
    Deque<Integer> levels = new ArrayDeque<>();
    for (Element heading : shown) {
      while (!levels.isEmpty() && levels.peek() >= level(heading)) {
        levels.pop();
        parents.pop();
      }
      Element entry = dom.createElement(BOOKMARK);
      entry.setAttribute("name", texts.get(heading));
      entry.setAttribute("href", "#" + heading.getAttribute("id"));
      (parents.isEmpty() ? outline : parents.peek()).appendChild(entry);
      parents.push(entry);
      levels.push(level(heading));
    }
    return outline;
  }
}
