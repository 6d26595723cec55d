package dev.hookpress.render.tailwind;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Makes the elements that tables are of, and remembers which of the document's have a place. */
final class Boxes {
  private static final Box EMPTY = new Box(null, List.of());

  /** Cards, not columns: these can be longer than what is left of a page. */
  private static final int KEPT_TOGETHER_CHARACTERS = 800;

  private final Sheet sheet;
  private final Map<Element, Box> boxes;

  /** Whose way of being displayed was decided by their container. */
  private final Map<Element, Boolean> placed = new IdentityHashMap<>();

  private final int maxAdded;
  private int added;

  Boxes(Sheet sheet, Map<Element, Box> boxes, int maxAdded) {
    this.sheet = sheet;
    this.boxes = boxes;
    this.maxAdded = maxAdded;
  }

  /** Whether there is room for a container's new elements. */
  boolean hasRoomFor(int elements) {
    return added + elements <= maxAdded;
  }

  Sheet sheet() {
    return sheet;
  }

  Box of(Element element) {
    return boxes.getOrDefault(element, EMPTY);
  }

  /** A new element with a style, at the end of another. */
  Element add(Element parent, String style) {
    Element made = made("div", style);
    parent.appendChild(made);
    return made;
  }

  Element made(String name, String style) {
    added++;
    Element element = new Element(name);
    if (!style.isEmpty()) {
      sheet.style(element, style);
    }
    return element;
  }

  boolean isPlaced(Element element) {
    return placed.containsKey(element);
  }

  /** Displays an item in a way of its container's. */
  void place(Element element, String style) {
    if (placed.putIfAbsent(element, true) == null) {
      sheet.style(element, style);
    }
  }

  /** Displays an item as a block, as all items are, if it is not a table or a block already. */
  void block(Item item) {
    boolean table =
        item.element().normalName().equals("table") || item.box().is("display", "table");
    if (!table) {
      place(item.element(), "display:block");
    }
  }

  /** A row of a table; it goes to the next page whole if it is small. */
  Element row(Element table, List<Item> items) {
    int characters = 0;
    for (Item item : items) {
      characters += item.element().wholeText().length();
    }
    boolean whole = characters <= KEPT_TOGETHER_CHARACTERS;
    return add(table, "display:table-row" + (whole ? ";page-break-inside:avoid" : ""));
  }

  /** A box as wide as what is in it, at the left, in the middle or at the right. */
  Element shrunk(Element parent, String align) {
    return add(parent, "display:table" + margins(align));
  }

  static String margins(String align) {
    return switch (align) {
      case "center" -> ";margin-left:auto;margin-right:auto";
      case "right" -> ";margin-left:auto";
      default -> "";
    };
  }

  /** The space between two cells whose widths are up to what is in them. */
  void gap(Element row, double pixels) {
    if (pixels >= 1) {
      // Padding, since a width gives way to columns that ask for all there is.
      add(row, "display:table-cell;width:1px;padding-left:" + Page.length(pixels - 1));
    }
  }

  /** The space before a cell that spans rows of a table whose columns have widths. */
  void gap(Element row, double pixels, int rows) {
    if (pixels > 0) {
      String span = rows > 1 ? ";-fs-table-cell-rowspan:" + rows : "";
      add(row, "display:table-cell;width:" + Page.length(pixels) + span);
    }
  }

  /** The space between two rows. */
  void rowGap(Element table, double pixels) {
    if (pixels > 0) {
      Element row = add(table, "display:table-row");
      add(row, "display:table-cell;font-size:0;line-height:0;height:" + Page.length(pixels));
    }
  }

  /** {@code divide-x}: a line between an item and the one before. */
  void divide(Element element, Box container) {
    if (container.forChildren().containsKey("border-left-width")) {
      StringBuilder css = new StringBuilder();
      for (String property : List.of("border-left-width", "border-style", "border-color")) {
        String value = container.forChildren().get(property);
        if (value != null) {
          css.append(property).append(':').append(value).append(';');
        }
      }
      sheet.style(element, css.toString());
    }
  }

  /** What stands on the left in the direction of reading. */
  static String side(Optional<String> justify) {
    return switch (justify.orElse("")) {
      case "center", "space-around", "space-evenly" -> "center";
      case "flex-end", "end", "right" -> "right";
      default -> "left";
    };
  }
}
