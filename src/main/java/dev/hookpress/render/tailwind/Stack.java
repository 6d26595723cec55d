package dev.hookpress.render.tailwind;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Lays out stacked items as blocks with margins. */
final class Stack {
  private final Boxes boxes;

  Stack(Boxes boxes) {
    this.boxes = boxes;
  }

  void layOut(Element container, Box box, List<Item> items) {
    boolean grid = box.isGrid();
    String align =
        box.get("place-items")
            .or(() -> box.get(grid ? "justify-items" : "align-items"))
            .orElse("stretch");
    String justify = box.get("justify-content").orElse("flex-start");
    Optional<Double> height = box.innerHeight();
    boolean spread = justify.startsWith("space-") && height.isPresent();
    String vertical =
        grid && box.is("place-items", "center") || justify.equals("center")
            ? "middle"
            : justify.equals("flex-end") ? "bottom" : "top";
    if (spread) {
      spread(container, items, align, height.get());
      return;
    }
    Element target = container;
    if (height.isPresent() && !vertical.equals("top")) {
      Element table =
          boxes.add(container, "display:table;width:100%;height:" + Page.length(height.get()));
      Element row = boxes.add(table, "display:table-row");
      target = boxes.add(row, "display:table-cell;vertical-align:" + vertical);
    }
    if (box.rowGap() > 0) {
      boxes.sheet().styleChildren(target, "margin-top:" + Page.length(box.rowGap()));
    }
    for (Item item : items) {
      add(target, item, align);
    }
  }

  private void add(Element target, Item item, String containers) {
    String align =
        item.box()
            .get("align-self")
            .or(() -> item.box().get("justify-self"))
            .filter(own -> !own.equals("auto"))
            .orElse(containers);
    String side = Boxes.side(Optional.of(align));
    boolean stretched = align.equals("stretch") || align.equals("normal");
    boxes.block(item);
    if (stretched || item.box().percent().orElse(0.0) >= 100) {
      target.appendChild(item.element());
    } else if (item.box().get("max-width").isPresent() || item.box().get("width").isPresent()) {
      target.appendChild(item.element());
      boxes.sheet().style(item.element(), "display:block" + Boxes.margins(side));
    } else {
      boxes.shrunk(target, side).appendChild(item.element());
    }
  }

  /** Distributes the items over the height: the first at the top, the last at the bottom. */
  private void spread(Element container, List<Item> items, String align, double height) {
    Element table = boxes.add(container, "display:table;width:100%;height:" + Page.length(height));
    for (int i = 0; i < items.size(); i++) {
      String vertical = i == 0 ? "top" : i == items.size() - 1 ? "bottom" : "middle";
      Element row = boxes.add(table, "display:table-row");
      add(boxes.add(row, "display:table-cell;vertical-align:" + vertical), items.get(i), align);
    }
  }
}
