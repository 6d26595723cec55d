package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.value.Percentages;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * Estimates the widths of boxes from styles alone. Boxes sized by their content get the width of
 * blocks: too wide rather than too narrow.
 */
final class Widths {
  private final StyledDocument document;
  private final PageBox page;
  private final Map<Element, Double> content = new IdentityHashMap<>();

  Widths(StyledDocument document) {
    this.document = document;
    this.page = document.page();
  }

  /** The width of an element's containing block, in pixels. */
  double around(Element element) {
    Element parent = element.parent();
    return parent == null || parent.parent() == null && parent.normalName().startsWith("#")
        ? page.areaWidth()
        : content(parent);
  }

  /** The width of an element's content box, in pixels. */
  private double content(Element element) {
    Double known = content.get(element);
    if (known != null) {
      return known;
    }
    double around = around(element);
    ComputedStyle style = document.style(element);
    double edges =
        length(style, "padding-left", around)
            + length(style, "padding-right", around)
            + length(style, "border-left-width", around)
            + length(style, "border-right-width", around);
    double used = used(element, edges);
    if (used >= 0) {
      content.put(element, used);
      return used;
    }
    boolean borderBox = style.is("box-sizing", "border-box");
    double width =
        around
            - edges
            - length(style, "margin-left", around)
            - length(style, "margin-right", around);
    if (!style.is("display", "inline")) {
      double inside = borderBox ? edges : 0;
      width = Percentages.resolve(style.get("width"), around).map(w -> w - inside).orElse(width);
      double max =
          Percentages.resolve(style.get("max-width"), around)
              .map(w -> w - inside)
              .orElse(Double.MAX_VALUE);
      width = Math.min(width, max);
    }
    double estimated = Math.max(0, width);
    content.put(element, estimated);
    return estimated;
  }

  /**
   * The width that layout has given the content of a box made for the engine, or of an item that is
   * the cell of such a table; or -1.
   *
   * @param edges its padding and borders, in pixels
   */
  private double used(Element element, double edges) {
    boolean styled = document.hasStyle(element);
    boolean cell =
        document.declared(element, "display").equals("table-cell")
            && !(styled && document.style(element).is("display", "table-cell"));
    Element sized = cell ? column(element) : styled ? null : element;
    String declared = sized == null ? "" : document.declared(sized, "width");
    return declared.endsWith("px")
        ? Math.max(0, Percentages.resolve(declared, 0).orElse(0.0) - edges)
        : -1;
  }

  private boolean isMade(Element element, String display) {
    return !document.hasStyle(element) && document.declared(element, "display").equals(display);
  }

  /** The column of a cell in a table that has a column for each of them; otherwise null. */
  private Element column(Element cell) {
    Element table = cell.parent();
    while (table != null && !isMade(table, "table")) {
      table = document.hasStyle(table) ? null : table.parent();
    }
    if (table == null) {
      return null;
    }
    List<Element> columns =
        table.children().stream().filter(each -> isMade(each, "table-column")).toList();
    return columns.size() == cell.parent().childrenSize()
        ? columns.get(cell.elementSiblingIndex())
        : null;
  }

  private static double length(ComputedStyle style, String property, double around) {
    String value = style.get(property);
    return value.equals("0px") || value.equals("auto")
        ? 0
        : Percentages.resolve(value, around).orElse(0.0);
  }
}
