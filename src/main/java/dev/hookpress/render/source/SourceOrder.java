package dev.hookpress.render.source;

import dev.hookpress.render.prepared.PreparedPart;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Remembers the order of elements while the layout of flex and grid moves them: to where they are
 * seen, which is not always the order in which they are read.
 */
final class SourceOrder {
  private static final int UNKNOWN = Integer.MAX_VALUE;

  private final Map<Element, Integer> places = new IdentityHashMap<>();

  /** Call before elements are moved. */
  SourceOrder(Document dom) {
    for (Element element : dom.getAllElements()) {
      element.removeAttr(PreparedPart.SOURCE_ORDER);
      places.put(element, places.size());
    }
  }

  /** Marks the elements that are in another order now. */
  void mark(Document dom) {
    List<Element> all = new ArrayList<>(dom.getAllElements());
    // From the end, so that children come before their parents.
    for (int i = all.size() - 1; i >= 0; i--) {
      Element parent = all.get(i);
      int first = UNKNOWN;
      int before = -1;
      boolean moved = false;
      for (Element child : parent.children()) {
        int place = places.getOrDefault(child, UNKNOWN);
        first = Math.min(first, place);
        moved |= place < before;
        before = place == UNKNOWN ? before : place;
      }
      if (moved) {
        parent.children().forEach(this::mark);
      }
      if (first != UNKNOWN) {
        places.putIfAbsent(parent, first);
      }
    }
  }

  private void mark(Element child) {
    Integer place = places.get(child);
    if (place != null) {
      child.attr(PreparedPart.SOURCE_ORDER, Integer.toString(place));
    }
  }
}
