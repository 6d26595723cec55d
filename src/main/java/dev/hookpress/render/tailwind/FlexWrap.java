package dev.hookpress.render.tailwind;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Lays out items side by side, on as many lines as they need. */
final class FlexWrap {
  /** Tolerance in percent; thirds are written as 33.333333. */
  private static final double ROUNDING = 0.5;

  private final Boxes boxes;

  FlexWrap(Boxes boxes) {
    this.boxes = boxes;
  }

  void layOut(Element container, Box box, List<Item> items) {
    if (items.stream().allMatch(item -> item.box().percent().isPresent())) {
      layOutShares(container, box, items);
      return;
    }
    double right = box.columnGap();
    double bottom = box.rowGap();
    String side = Boxes.side(box.get("justify-content"));
    // The negative margin cancels the space after the last item of each line.
    Element inner =
        boxes.add(
            container,
            "display:block;text-align:%s;margin-right:-%s;margin-bottom:-%s"
                .formatted(side, Page.length(right), Page.length(bottom)));
    for (Item item : items) {
      Element piece =
          boxes.add(
              inner,
              ("display:inline-block;margin-right:%s;margin-bottom:%s;"
                      + "text-align:%s;vertical-align:%s")
                  .formatted(
                      Page.length(right),
                      Page.length(bottom),
                      box.textAlign().orElse("left"),
                      item.verticalAlign(box.get("align-items").orElse("stretch"))));
      piece.appendChild(item.element());
      boxes.block(item);
    }
  }

  /**
   * Lays out each line as one table row, because inline blocks that fill a line exactly may wrap
   * through rounding.
   */
  private void layOutShares(Element container, Box box, List<Item> items) {
    List<Item> line = new ArrayList<>();
    double taken = 0;
    for (Item item : items) {
      double percent = item.box().percent().orElse(100.0);
      if (!line.isEmpty() && taken + percent > 100 + ROUNDING) {
        layOutLine(container, box, line, taken);
        line.clear();
        taken = 0;
      }
      line.add(item);
      taken += percent;
    }
    layOutLine(container, box, line, taken);
    if (box.rowGap() > 0) {
      boxes.sheet().styleChildren(container, "margin-top:" + Page.length(box.rowGap()));
    }
  }

  private void layOutLine(Element container, Box box, List<Item> line, double taken) {
    Element table = boxes.add(container, "display:table;table-layout:fixed;width:100%");
    Element row = boxes.row(table, line);
    for (Item item : line) {
      if (item != line.get(0)) {
        boxes.gap(row, box.columnGap());
      }
      String width = ";width:" + item.box().percent().orElse(100.0) + "%";
      Element cell = boxes.add(row, "display:table-cell;vertical-align:top" + width);
      cell.appendChild(item.element());
      boxes.block(item);
      boxes.sheet().style(item.element(), "width:100%");
    }
    if (taken < 100 - ROUNDING) {
      boxes.add(row, "display:table-cell");
    }
  }
}
