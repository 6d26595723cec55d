package dev.hookpress.render.tailwind;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * Creates the elements of tables and tracks which of the document's elements are already placed.
 */
final class Boxes {
  private static final Box EMPTY = new Box(null, List.of());

  /**
   * Rows with more characters may break across pages: they are columns rather than cards, and may
   * be longer than the rest of the page.
   */
  private static final int KEPT_TOGETHER_CHARACTERS = 800;

  private final Sheet sheet;
  private final Map<Element, Box> boxes;

  /** Elements whose display was set by their container. */
  private final Map<Element, Boolean> placed = new IdentityHashMap<>();

  private final int maxAdded;
  private int added;

  Boxes(Sheet sheet, Map<Element, Box> boxes, int maxAdded) {
    this.sheet = sheet;
    this.boxes = boxes;
    this.maxAdded = maxAdded;
  }

  /** Whether a container's new elements fit within the limit. */
  boolean hasRoomFor(int elements) {
    return added + elements <= maxAdded;
  }

  Sheet sheet() {
    return sheet;
  }

  Box of(Element element) {
    return boxes.getOrDefault(element, EMPTY);
  }

  /** Appends a new element with a style to a parent. */
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

  /** Sets the display that an element's container requires; the first call counts. */
  void place(Element element, String style) {
    if (placed.putIfAbsent(element, true) == null) {
      sheet.style(element, style);
    }
  }

  /** Displays an item as a block, like every flex item, unless it is a table or already placed. */
  void block(Item item) {
    boolean table =
        item.element().normalName().equals("table") || item.box().is("display", "table");
    if (!table) {
      place(item.element(), "display:block");
    }
  }

  /** Adds a table row; a short row is kept on one page. */
  Element row(Element table, List<Item> items) {
    int characters = 0;
    for (Item item : items) {
      characters += item.element().wholeText().length();
    }
    boolean whole = characters <= KEPT_TOGETHER_CHARACTERS;
    return add(table, "display:table-row" + (whole ? ";page-break-inside:avoid" : ""));
  }

  /** Adds a box as wide as its content, aligned left, center or right. */
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

  /** Adds the space between two cells with content-based widths. */
  void gap(Element row, double pixels) {
    if (pixels >= 1) {
      // Padding, because the engine shrinks a width in favor of columns that take all the space.
      add(row, "display:table-cell;width:1px;padding-left:" + Page.length(pixels - 1));
    }
  }

  /** Adds the space before a cell that spans rows of a table with fixed column widths. */
  void gap(Element row, double pixels, int rows) {
    if (pixels > 0) {
      String span = rows > 1 ? ";-fs-table-cell-rowspan:" + rows : "";
      add(row, "display:table-cell;width:" + Page.length(pixels) + span);
    }
  }

  /** Adds the space between two rows. */
  void rowGap(Element table, double pixels) {
    if (pixels > 0) {
      Element row = add(table, "display:table-row");
      add(row, "display:table-cell;font-size:0;line-height:0;height:" + Page.length(pixels));
    }
  }

  /** {@code divide-x}: draws a line between an item and the preceding one. */
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

  /** Maps {@code justify-content} to the left, center or right. */
  static String side(Optional<String> justify) {
    return switch (justify.orElse("")) {
      case "center", "space-around", "space-evenly" -> "center";
      case "flex-end", "end", "right" -> "right";
      default -> "left";
    };
  }
}
