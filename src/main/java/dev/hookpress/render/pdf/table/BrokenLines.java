package dev.hookpress.render.pdf.table;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.newtable.CollapsedBorderValue;
import com.openhtmltopdf.newtable.TableCellBox;
import com.openhtmltopdf.newtable.TableSectionBox;
import com.openhtmltopdf.render.Box;
import java.util.List;

/**
 * Leaves each dashed or dotted line between two cells of a table with collapsed borders to one of
 * them. The engine draws it for both, in opposite directions, so that the dashes of one fill the
 * gaps of the other.
 */
final class BrokenLines {
  /** Sections whose rows are further apart, in dots, are on different pages. */
  private static final int NEAR = 2;

  private final int columns;

  /** The last row of the section before. */
  private TableSectionBox before;

  private BrokenLines(int columns) {
    this.columns = columns;
  }

  /**
   * Call after the layout of the table, which sets the borders again.
   *
   * @param sections the table's children
   */
  static void drawOnce(List<Box> sections, int columns) {
    BrokenLines lines = new BrokenLines(columns);
    for (Box child : sections) {
      if (child instanceof TableSectionBox section && section.numRows() > 0) {
        lines.visit(section);
        lines.before = section;
      }
    }
  }

  private void visit(TableSectionBox section) {
    for (int row = 0; row < section.numRows(); row++) {
      for (int column = 0; column < columns; column++) {
        TableCellBox cell = section.cellAt(row, column);
        if (cell == null || cell == TableCellBox.SPANNING_CELL) {
          continue;
        }
        if (isBroken(cell.getCollapsedBorderLeft())
            && column > 0
            && isBroken(right(owner(section, row, column - 1)))) {
          cell.getCollapsedBorderLeft().setStyle(IdentValue.NONE);
        }
        if (isBroken(cell.getCollapsedBorderTop()) && isDrawnAbove(section, row, column)) {
          cell.getCollapsedBorderTop().setStyle(IdentValue.NONE);
        }
      }
    }
  }

  /** Whether the cells above a cell, on the same page, draw the whole of its upper border. */
  private boolean isDrawnAbove(TableSectionBox section, int row, int column) {
    TableSectionBox owner = row > 0 ? section : before;
    if (owner == null) {
      return false;
    }
    int above = (row > 0 ? row : owner.numRows()) - 1;
    TableCellBox cell = section.cellAt(row, column);
    for (int at = column; at < columns && (at == column || spans(section, row, at)); at++) {
      TableCellBox other = owner(owner, above, at);
      if (other == null || other == cell || !isBroken(other.getCollapsedBorderBottom())) {
        return false;
      }
      int end = owner.getY() + other.getParent().getY() + other.getY() + other.getHeight();
      int start = section.getY() + cell.getParent().getY() + cell.getY();
      if (Math.abs(start - end) > NEAR) {
        return false;
      }
    }
    return true;
  }

  private static boolean spans(TableSectionBox section, int row, int column) {
    return section.cellAt(row, column) == TableCellBox.SPANNING_CELL;
  }

  /** The cell at a place, which may begin further to the left. */
  private static TableCellBox owner(TableSectionBox section, int row, int column) {
    int at = column;
    while (at > 0 && spans(section, row, at)) {
      at--;
    }
    TableCellBox cell = section.cellAt(row, at);
    return cell == TableCellBox.SPANNING_CELL ? null : cell;
  }

  private static CollapsedBorderValue right(TableCellBox cell) {
    return cell == null ? null : cell.getCollapsedBorderRight();
  }

  private static boolean isBroken(CollapsedBorderValue border) {
    return border != null
        && (border.style() == IdentValue.DASHED || border.style() == IdentValue.DOTTED);
  }
}
