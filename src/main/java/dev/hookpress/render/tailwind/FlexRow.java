package dev.hookpress.render.tailwind;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Lays out items side by side, as the cells of a table with one row. */
final class FlexRow {
  private final Boxes boxes;
  private final GridTable grid;

  FlexRow(Boxes boxes, GridTable grid) {
    this.boxes = boxes;
    this.grid = grid;
  }

  void layOut(Element container, Box box, List<Item> items) {
    String align = box.get("align-items").orElse("stretch");
    if (items.size() > 1 && haveWidths(items)) {
      grid.layOutShares(container, box, items);
      return;
    }
    Optional<String> justify = box.get("justify-content");
    boolean full = items.stream().anyMatch(FlexRow::needsAllWidth);
    boolean spread = !full && items.size() > 1 && justify.orElse("").startsWith("space-");
    String style =
        full || spread
            ? "display:table;width:100%"
            : "display:table" + Boxes.margins(side(box, justify));
    boolean even = spread && !justify.orElse("").equals("space-between");
    Element table = boxes.add(container, style + (even ? ";table-layout:fixed" : "") + height(box));
    Element row = boxes.row(table, items);
    double shares = items.stream().filter(Item::grows).mapToDouble(Item::share).sum();
    boolean fillers = items.stream().anyMatch(FlexRow::hasAutoMargin);
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (item.hasAutoMargin("left")) {
        boxes.add(
            row, "display:table-cell;width:" + (item.hasAutoMargin("right") ? 50 : 100) + "%");
      }
      if (i > 0) {
        boxes.gap(row, box.columnGap());
        overlap(item, box.columnGap());
        boxes.divide(item.element(), box);
      }
      if (spread) {
        String at = even ? "center" : i == 0 ? "left" : i == items.size() - 1 ? "right" : "center";
        spread(row, item, align, at);
      } else {
        boolean line = (shares > 0 || fillers) && !item.grows() && item.isShort();
        cell(row, item, align, full, width(item, shares) + (line ? ";white-space:nowrap" : ""));
      }
      if (item.hasAutoMargin("right")) {
        boxes.add(row, "display:table-cell;width:" + (item.hasAutoMargin("left") ? 50 : 100) + "%");
      }
    }
    if (full && shares == 0 && !fillers) {
      fill(row, items);
    }
  }

  /** Whether each item has a known width or takes a share of the remaining space. */
  private static boolean haveWidths(List<Item> items) {
    return items.stream().anyMatch(item -> item.box().grow() > 0)
        && items.stream()
            .allMatch(
                item ->
                    !item.box().hasMargin()
                        && (item.box().grow() > 0
                            ? item.box().startsAtNothing() || item.box().is("flex-grow", "1")
                            : item.box().pixels("width", 0) > 0));
  }

  private static boolean needsAllWidth(Item item) {
    return item.grows() || item.box().percent().isPresent() || hasAutoMargin(item);
  }

  private static boolean hasAutoMargin(Item item) {
    return item.hasAutoMargin("left") || item.hasAutoMargin("right");
  }

  /** Applies a negative gap, such as {@code -space-x-2}. */
  private void overlap(Item item, double gap) {
    if (gap < 0) {
      boxes.sheet().style(item.element(), "margin-left:" + Page.length(gap));
    }
  }

  private static String side(Box box, Optional<String> justify) {
    String side = Boxes.side(justify);
    if (!box.isReversed() || side.equals("center")) {
      return side;
    }
    return side.equals("left") ? "right" : "left";
  }

  private static String height(Box box) {
    return box.innerHeight().map(height -> ";height:" + Page.length(height)).orElse("");
  }

  private static String width(Item item, double shares) {
    if (item.grows()) {
      return ";width:" + Math.round(1_000 * item.share() / shares) / 10.0 + "%";
    }
    return item.box().percent().map(percent -> ";width:" + percent + "%").orElse("");
  }

  /** Adds a cell for the space that percentage widths leave. */
  private void fill(Element row, List<Item> items) {
    double percent = items.stream().mapToDouble(item -> item.box().percent().orElse(0.0)).sum();
    if (percent > 0 && percent < 99) {
      boxes.add(row, "display:table-cell;width:" + Math.round(100 - percent) + "%");
    }
  }

  private void cell(Element row, Item item, String align, boolean full, String width) {
    String cell = "display:table-cell;vertical-align:" + item.verticalAlign(align) + width;
    // A table cell is as high as its row, so its background covers that height.
    if (item.isStretched(align) && item.canBeCell() && item.box().get("width").isEmpty()) {
      row.appendChild(item.element());
      boxes.place(item.element(), cell);
      return;
    }
    Element wrapper = boxes.add(row, cell);
    wrapper.appendChild(item.element());
    boxes.block(item);
    if (full && item.box().percent().isPresent()) {
      boxes.sheet().style(item.element(), "width:100%");
    }
  }

  /** Adds a cell with an item as wide as its content, aligned to one side. */
  private void spread(Element row, Item item, String align, String side) {
    String cell = "display:table-cell;vertical-align:" + item.verticalAlign(align);
    if (side.equals("left") && item.canBeCell() && !item.box().hasFrame()) {
      row.appendChild(item.element());
      boxes.place(item.element(), cell);
      return;
    }
    Element wrapper = boxes.add(row, cell);
    boxes.shrunk(wrapper, side).appendChild(item.element());
    boxes.block(item);
  }
}
