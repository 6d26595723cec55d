package dev.hookpress.render.pdf.bidi;

import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the content of a line into visual order (Unicode Standard Annex 9, L2). The engine orders
 * only the text within one run, and sets runs and inline elements in the line's direction.
 */
final class BidiLines {
  private enum Direction {
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    MIXED
  }

  private BidiLines() {}

  /** Orders a line; call after its layout. */
  static void order(LineBox line) {
    Direction base = line.isLayedOutRTL() ? Direction.RIGHT_TO_LEFT : Direction.LEFT_TO_RIGHT;
    List<Object> items = new ArrayList<>(line.getChildren());
    if (items.isEmpty()) {
      return;
    }
    if (needsOrder(items, base)) {
      int start = Integer.MAX_VALUE;
      for (Object item : items) {
        start = Math.min(start, ((Box) item).getX());
      }
      place(items, base, start, 0);
      line.calcCanvasLocation();
      line.calcChildLocations();
    }
    if (items.stream().anyMatch(item -> direction(item) != Direction.LEFT_TO_RIGHT)) {
      draw(items);
      line.removeAllChildren();
      items.forEach(item -> line.addChild((Box) item));
    }
  }

  /**
   * Orders items as they are drawn, from left to right, as browsers do: programs that extract text
   * take neighbours that are drawn one after the other for one word.
   */
  private static void draw(List<Object> items) {
    items.sort(Comparator.comparingInt(BidiLines::left));
    for (Object item : items) {
      if (item instanceof InlineLayoutBox inline) {
        List<Object> children = children(inline);
        draw(children);
        for (int i = 0; i < children.size(); i++) {
          inline.getInlineChildren().set(i, children.get(i));
        }
      }
    }
  }

  private static int left(Object item) {
    return item instanceof InlineText text
        ? text.getParent().getX() + text.getX()
        : ((Box) item).getX();
  }

  /** Whether neighbouring items run against the direction of their container. */
  private static boolean needsOrder(List<Object> items, Direction base) {
    Direction before = base;
    for (Object item : items) {
      Direction direction = direction(item);
      if (direction == before && direction != base && direction != Direction.MIXED) {
        return true;
      }
      if (item instanceof InlineLayoutBox inline
          && (base(inline, base) != base || needsOrder(children(inline), base))) {
        return true;
      }
      before = direction;
    }
    return false;
  }

  /**
   * Places items from the left; returns the position of the next one.
   *
   * @param origin what positions of text are relative to
   */
  private static int place(List<Object> items, Direction base, int start, int origin) {
    int x = start;
    for (Object item : visualOrder(items, base)) {
      if (item instanceof InlineText text) {
        text.setX(x - origin);
        x += text.getWidth();
      } else if (item instanceof InlineLayoutBox inline) {
        List<Object> children = children(inline);
        int before = insideStart(inline, children);
        inline.setX(x);
        place(children, base(inline, base), x + before, x);
        x += inline.getInlineWidth();
      } else if (item instanceof Box box) {
        box.setX(x);
        x += box.getWidth();
      }
    }
    return x;
  }

  /** The border, padding and margin before an element's content. */
  private static int insideStart(InlineLayoutBox inline, List<Object> children) {
    int first = Integer.MAX_VALUE;
    for (Object child : children) {
      if (child instanceof InlineText text) {
        first = Math.min(first, text.getX());
      } else if (child instanceof Box box) {
        first = Math.min(first, box.getX() - inline.getX());
      }
    }
    return first == Integer.MAX_VALUE ? 0 : first;
  }

  private static List<Object> visualOrder(List<Object> items, Direction base) {
    List<Object> ordered = new ArrayList<>(items);
    if (base == Direction.RIGHT_TO_LEFT) {
      Collections.reverse(ordered);
    }
    int start = 0;
    while (start < ordered.size()) {
      Direction direction = direction(ordered.get(start));
      int end = start + 1;
      if (direction != base && direction != Direction.MIXED) {
        while (end < ordered.size() && direction(ordered.get(end)) == direction) {
          end++;
        }
        Collections.reverse(ordered.subList(start, end));
      }
      start = end;
    }
    return ordered;
  }

  /**
   * The base direction of an inline element: one with a direction of its own is ordered like a
   * line.
   */
  private static Direction base(InlineLayoutBox inline, Direction around) {
    if (inline.getElement() == null || !inline.getElement().hasAttribute("dir")) {
      return around;
    }
    return inline.getStyle().getDirection() == IdentValue.RTL
        ? Direction.RIGHT_TO_LEFT
        : Direction.LEFT_TO_RIGHT;
  }

  private static Direction direction(Object item) {
    if (item instanceof InlineText text) {
      return text.getTextDirection() == BidiSplitter.RTL
          ? Direction.RIGHT_TO_LEFT
          : Direction.LEFT_TO_RIGHT;
    }
    if (!(item instanceof InlineLayoutBox inline)) {
      return Direction.MIXED;
    }
    Direction all = null;
    for (Object child : children(inline)) {
      if (isEmpty(child)) {
        continue;
      }
      Direction direction = direction(child);
      if (all != null && all != direction) {
        return Direction.MIXED;
      }
      all = direction;
    }
    return all == null ? Direction.MIXED : all;
  }

  /** Whether this is an empty item, which the engine leaves at the ends of elements. */
  private static boolean isEmpty(Object item) {
    if (item instanceof InlineText text) {
      return text.getSubstring().isEmpty();
    }
    return item instanceof InlineLayoutBox inline
        && inline.getInlineWidth() == 0
        && children(inline).stream().allMatch(BidiLines::isEmpty);
  }

  private static List<Object> children(InlineLayoutBox inline) {
    List<Object> children = new ArrayList<>(inline.getInlineChildCount());
    for (int i = 0; i < inline.getInlineChildCount(); i++) {
      children.add(inline.getInlineChild(i));
    }
    return children;
  }
}
