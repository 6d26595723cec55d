package dev.hookpress.render.tailwind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Converts flex and grid containers into tables and blocks that the engine can lay out. */
final class Containers {
  /** Maximum nesting of tables; each level makes the engine measure its whole content once more. */
  private static final int MAX_NESTED = 12;

  /** The most new elements that one item needs. */
  private static final int ELEMENTS_PER_ITEM = 5;

  private static final Set<String> NO_CONTAINERS =
      Set.of(
          "table", "thead", "tbody", "tfoot", "tr", "html", "img", "input", "select", "textarea");

  private static final Set<String> NO_ITEMS = Set.of("style", "script", "br", "template");

  private final Boxes boxes;
  private final FlexRow row;
  private final Stack stack;
  private final FlexWrap wrap;
  private final GridTable grid;
  private final Set<String> warnings = new LinkedHashSet<>();

  Containers(Boxes boxes) {
    this.boxes = boxes;
    this.grid = new GridTable(boxes);
    this.row = new FlexRow(boxes, grid);
    this.stack = new Stack(boxes);
    this.wrap = new FlexWrap(boxes);
  }

  Set<String> warnings() {
    return warnings;
  }

  /** Lays out one container. Outer containers must be laid out first. */
  void layOut(Element container, Box box) {
    String name = container.normalName();
    if (NO_CONTAINERS.contains(name)) {
      return;
    }
    if (!boxes.isPlaced(container) && !name.equals("td") && !name.equals("th")) {
      boxes.place(container, "display:" + (box.isInline() ? "inline-block" : "block"));
    }
    if (box.containers() > MAX_NESTED) {
      warnings.add("Flex and grid are laid out " + MAX_NESTED + " deep; those within are stacked");
      return;
    }
    if (!boxes.hasRoomFor((container.childNodeSize() + 2) * ELEMENTS_PER_ITEM)) {
      warnings.add("There are too many flex and grid elements; the last ones are stacked");
      return;
    }
    List<Item> items = items(container);
    if (items.isEmpty()) {
      return;
    }
    if (box.isGrid()) {
      if (!grid.layOut(container, box, items)) {
        stack.layOut(container, box, items);
      }
    } else if (box.isColumn()) {
      stack.layOut(container, box, items);
    } else if (box.get("flex-wrap").orElse("nowrap").startsWith("wrap") && items.size() > 1) {
      wrap.layOut(container, box, items);
    } else {
      row.layOut(container, box, items);
    }
  }

  /** Removes the items from the container and returns them in visual order. */
  private List<Item> items(Element container) {
    List<Item> items = new ArrayList<>();
    for (Node node : List.copyOf(container.childNodes())) {
      if (node instanceof TextNode text) {
        text.remove();
        if (!text.isBlank()) {
          Element span = boxes.made("span", "");
          span.appendChild(text);
          items.add(new Item(span, boxes.of(span)));
        }
      } else if (node instanceof Element element && !NO_ITEMS.contains(element.normalName())) {
        Box box = boxes.of(element);
        if (!box.isHidden() && !box.isOutOfFlow()) {
          element.remove();
          items.add(new Item(element, box));
        }
      }
    }
    if (items.stream().anyMatch(item -> item.box().get("order").isPresent())) {
      items.sort(Comparator.comparingDouble(item -> order(item.box())));
    }
    if (boxes.of(container).isReversed()) {
      Collections.reverse(items);
    }
    return items;
  }

  private static double order(Box box) {
    String order = box.get("order").orElse("0");
    return order.matches("-?\\d{1,6}") ? Double.parseDouble(order) : 0;
  }
}
