package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.measure.Children;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Makes blocks of tables whose rows are all flex or grid containers. Browsers put such rows into
 * one column, as wide as the table; the engine makes them as narrow as their content.
 */
final class LooseRows {
  private LooseRows() {}

  /**
   * @param container an element that may be a row of a table
   * @param asked gets the table, if its width is that of its content
   */
  static void unwrap(StyledDocument styled, Element container, Set<Element> asked) {
    Element group = container.parent();
    if (group == null || !isGroup(styled.style(group)) || !isLoose(styled, group, false)) {
      return;
    }
    styled.change(group, "display", "block");
    Element table = group.parent();
    if (table != null
        && styled.style(table).is("display", "table")
        && isLoose(styled, table, true)) {
      styled.change(table, "display", "block");
      for (Element child : table.children()) {
        if (styled.style(child).is("display", "table-caption")) {
          styled.change(child, "display", "block");
        }
      }
      if (styled.style(table).is("width", "auto")) {
        styled.change(table, "width", "fit-content");
        asked.add(table);
      }
    }
  }

  private static boolean isGroup(ComputedStyle style) {
    String display = style.get("display");
    return display.startsWith("table-") && display.endsWith("row-group")
        || display.equals("table-header-group")
        || display.equals("table-footer-group");
  }

  /** Whether nothing in it needs the table around it. */
  private static boolean isLoose(StyledDocument styled, Element parent, boolean table) {
    for (Element child : parent.children()) {
      ComputedStyle style = styled.style(child);
      String display = style.get("display");
      boolean beside =
          table && (display.startsWith("table-column") || display.equals("table-caption"));
      if (!Children.isHidden(child, style) && !beside && display.startsWith("table-")) {
        return false;
      }
    }
    return true;
  }
}
