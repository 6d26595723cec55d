package dev.hookpress.render.css.columns;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Columns;
import dev.hookpress.render.css.measure.Measurer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Replaces the content of a multi-column container by tables of one row with a cell for each
 * column. Columns are as high as the page at most; more content goes into further tables.
 */
public final class ColumnLayout {
  /** Heights are estimates: a line or two less than the page, so that a table fits on it. */
  private static final double SAFETY = 24;

  /** The least height for columns at the foot of a page. */
  private static final double LEAST = 96;

  private static final double RULE = 0.05;

  /** About ten pages: longer texts fill the engine's columns page by page. */
  private static final int MAX_CHARACTERS = 60_000;

  private final StyledDocument styled;
  private final Measurer measurer;
  private final Fragments fragments;
  private final double pageHeight;

  private double height;

  /** The cells of the columns, in which containers are still to be laid out. */
  private final List<Element> cells = new ArrayList<>();

  /**
   * @param added receives each copy of a box that a column break splits
   */
  public ColumnLayout(
      StyledDocument styled, Measurer measurer, double pageHeight, Consumer<Element> added) {
    this.styled = styled;
    this.measurer = measurer;
    this.fragments = new Fragments(styled, measurer, added);
    this.pageHeight = pageHeight;
  }

  /**
   * Lays out one container.
   *
   * @param top the estimated distance of its content from the top of its page
   * @return the columns' boxes and those of elements that span all columns
   */
  public List<Element> layOut(Element container, Columns columns, double top) {
    cells.clear();
    height = 0;
    if (container.wholeText().length() > MAX_CHARACTERS) {
      container.children().forEach(child -> withoutColumns(styled, child));
      return List.of();
    }
    withoutColumns(styled, container);
    container.getAllElements().forEach(ListNumbers::fix);
    wrapText(container);
    double y = top;
    List<Element> segment = new ArrayList<>();
    for (Element child : List.copyOf(container.children())) {
      ComputedStyle style = styled.style(child);
      if (Children.isHidden(child, style) || Children.isOutOfFlow(style)) {
        continue;
      }
      if (style.is("column-span", "all")) {
        y = write(container, columns, segment, y);
        segment.clear();
        container.appendChild(child);
        cells.add(child);
        double full = columns.start(columns.count() - 1) + columns.width();
        y += measurer.item(child, OptionalDouble.of(full)).contentHeight(full);
      } else {
        segment.add(child);
      }
    }
    height = write(container, columns, segment, y) - top;
    return List.copyOf(cells);
  }

  /**
   * Takes away the columns of an element and of those in it: the engine's time for columns in
   * columns is exponential.
   */
  public static void withoutColumns(StyledDocument styled, Element element) {
    for (Element each : element.getAllElements()) {
      if (Columns.isColumns(styled.style(each))) {
        styled.declare(each, "column-count", "");
        styled.declare(each, "column-width", "");
      }
    }
  }

  /** The height of the content of the last container that was laid out. */
  public double height() {
    return height;
  }

  /** Wraps text between blocks, so that each child is a block. */
  private void wrapText(Element container) {
    List<Node> run = new ArrayList<>();
    for (Node node : List.copyOf(container.childNodes())) {
      boolean inline =
          node instanceof TextNode
              || node instanceof Element child
                  && styled.style(child).get("display").startsWith("inline")
                  && !Children.isFloat(styled.style(child))
                  && !Children.isOutOfFlow(styled.style(child));
      if (inline) {
        run.add(node);
      } else if (node instanceof Element) {
        wrap(run);
        run.clear();
      }
    }
    wrap(run);
  }

  private void wrap(List<Node> run) {
    if (run.stream().allMatch(node -> node instanceof TextNode text && text.isBlank())) {
      run.forEach(Node::remove);
      return;
    }
    Element box = block();
    run.get(0).before(box);
    run.forEach(box::appendChild);
  }

  private Element block() {
    Element box = new Element("span");
    styled.declare(box, "display", "block");
    return box;
  }

  /** Writes the columns of blocks between two spanning elements; returns where they end. */
  private double write(Element container, Columns columns, List<Element> blocks, double top) {
    if (blocks.isEmpty()) {
      return top;
    }
    Element rest = block();
    container.appendChild(rest);
    blocks.forEach(rest::appendChild);
    double y = top;
    boolean again = false;
    while (true) {
      List<Atom> atoms = Atoms.of(styled, measurer, rest, columns.width());
      if (atoms.isEmpty()) {
        return y;
      }
      double room = pageHeight - y % pageHeight - SAFETY;
      double height = Balance.height(atoms, columns.count(), measurer.budget());
      List<Integer> starts = Balance.starts(atoms, height);
      boolean fits = height <= room || room < LEAST && height <= pageHeight - SAFETY;
      if (!fits && room >= LEAST) {
        height = room;
        starts = Balance.starts(atoms, height);
        fits = starts.size() <= columns.count();
      }
      Element table = table(container, columns, again);
      rest.before(table);
      Element next = block();
      container.appendChild(next);
      if (!fits && starts.size() > columns.count()) {
        fragments.moveFrom(atoms.get(starts.get(columns.count())), rest, next, columns.width());
      }
      fill(table, rest, atoms, starts, columns);
      if (next.childNodeSize() == 0) {
        next.remove();
        return y + height;
      }
      rest = next;
      y = 0;
      again = true;
    }
  }

  private Element table(Element container, Columns columns, boolean breaksBefore) {
    Element table = new Element("span");
    container.appendChild(table);
    styled.declare(table, "display", "table");
    styled.declare(table, "table-layout", "fixed");
    styled.declare(table, "border-collapse", "separate");
    styled.declare(table, "border-spacing", "0px");
    styled.declare(table, "-fs-table-paginate", "auto");
    styled.declare(table, "width", pixels(columns.start(columns.count() - 1) + columns.width()));
    if (breaksBefore) {
      styled.declare(table, "break-before", "page");
    }
    return table;
  }

  /** Moves the content's parts into the table's cells. */
  private void fill(
      Element table, Element content, List<Atom> atoms, List<Integer> starts, Columns columns) {
    ComputedStyle style = styled.style(table.parent());
    int used = Math.min(starts.size(), columns.count());
    List<Element> parts = new ArrayList<>();
    for (int i = used - 1; i > 0; i--) {
      Element part = block();
      fragments.moveFrom(atoms.get(starts.get(i)), content, part, columns.width());
      parts.add(part);
    }
    content.remove();
    parts.add(content);
    Collections.reverse(parts);
    Element row = new Element("span");
    for (int i = 0; i < columns.count(); i++) {
      if (i > 0) {
        column(table, columns.gap() / 2);
        column(table, columns.gap() / 2);
        rule(cell(row), style, i < used);
        cell(row);
      }
      column(table, columns.width());
      Element cell = cell(row);
      if (i < used) {
        List.copyOf(parts.get(i).childNodes()).forEach(cell::appendChild);
        cells.add(cell);
      }
    }
    table.appendChild(row);
    styled.declare(row, "display", "table-row");
    styled.declare(row, "break-inside", "auto");
  }

  private void column(Element table, double width) {
    Element column = new Element("span");
    table.appendChild(column);
    styled.declare(column, "display", "table-column");
    styled.declare(column, "width", pixels(width));
  }

  private Element cell(Element row) {
    Element cell = new Element("span");
    row.appendChild(cell);
    styled.declare(cell, "display", "table-cell");
    styled.declare(cell, "vertical-align", "top");
    return cell;
  }

  private void rule(Element cell, ComputedStyle style, boolean shown) {
    double width = style.pixels("column-rule-width").orElse(0);
    if (shown && width > RULE && !style.is("column-rule-style", "none")) {
      styled.declare(cell, "border-right-width", pixels(width));
      styled.declare(cell, "border-right-style", style.get("column-rule-style"));
      styled.declare(cell, "border-right-color", style.get("column-rule-color"));
    }
  }

  private static String pixels(double pixels) {
    return Math.round(pixels * 100) / 100.0 + "px";
  }
}
