package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.layout.Layer;
import com.openhtmltopdf.render.BlockBox;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Node;

/**
 * Makes the engine draw positioned boxes of one stack level in document order (CSS 2.1 appendix E).
 * By itself it draws them in the order of their layout, and lays out absolutely positioned boxes
 * last: a background that is placed behind what follows it would cover it.
 */
public final class TreeOrder {
  /** A layer that is deeper is left as it is: only hostile documents nest as many. */
  private static final int DEEPEST = 500;

  private final Map<Node, Integer> starts = new IdentityHashMap<>();
  private final Map<Node, Integer> ends = new IdentityHashMap<>();
  private final Node document;

  private TreeOrder(Node document) {
    this.document = document;
  }

  /** Call after layout and before drawing. */
  public static void correct(BlockBox root) {
    new TreeOrder(root.getElement()).sort(root.getLayer(), 0);
  }

  private void sort(Layer layer, int depth) {
    List<Layer> children = layer.getChildren();
    if (children.size() > 1) {
      if (starts.isEmpty()) {
        number();
      }
      children.sort(Comparator.comparingInt(this::place));
    }
    if (depth < DEEPEST) {
      for (Layer child : children) {
        sort(child, depth + 1);
      }
    }
  }

  private int place(Layer layer) {
    BlockBox box = layer.getMaster();
    boolean last = "after".equals(box.getPseudoElementOrClass());
    return (last ? ends : starts).getOrDefault(box.getElement(), 0);
  }

  /** Numbers the start and the end of each node in document order. */
  private void number() {
    int number = 0;
    Node at = document;
    while (at != null) {
      starts.put(at, number++);
      Node next = at.getFirstChild();
      while (next == null && at != null) {
        ends.put(at, number++);
        next = at == document ? null : at.getNextSibling();
        at = at == document ? null : at.getParentNode();
      }
      at = next;
    }
  }
}
