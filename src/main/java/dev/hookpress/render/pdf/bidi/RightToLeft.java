package dev.hookpress.render.pdf.bidi;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.newtable.TableBox;
import com.openhtmltopdf.newtable.TableCellBox;
import com.openhtmltopdf.newtable.TableRowBox;
import com.openhtmltopdf.newtable.TableSectionBox;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.LineBox;
import com.openhtmltopdf.render.MarkerData;
import dev.hookpress.render.pdf.box.BoxTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrects what the engine lays out from left to right although its direction is right to left:
 * table columns, and parts of lines.
 */
public final class RightToLeft {
  private RightToLeft() {}

  /** Call after layout. */
  public static void correct(Box root) {
    List<TableBox> tables = new ArrayList<>();
    List<LineBox> lines = new ArrayList<>();
    BoxTree.visit(root, box -> collect(box, tables, lines));
    lines.forEach(BidiLines::order);
    tables.forEach(RightToLeft::mirror);
  }

  private static void collect(Box box, List<TableBox> tables, List<LineBox> lines) {
    if (box instanceof TableBox table && table.getStyle().getDirection() == IdentValue.RTL) {
      tables.add(table);
    }
    if (box instanceof BlockBox block && block.isListItem()) {
      dropMarkerWithoutLine(block);
    }
    if (box instanceof LineBox line) {
      lines.add(line);
    }
  }

  /** Drops the marker of an item without a line of text, on which the engine fails. */
  private static void dropMarkerWithoutLine(BlockBox item) {
    MarkerData marker = item.getMarkerData();
    if (marker != null && marker.getReferenceLine() == null) {
      marker.setGlyphMarker(null);
      marker.setTextMarker(null);
      marker.setImageMarker(null);
    }
  }

  /** Mirrors the positions of cells, which keep their sizes. */
  private static void mirror(TableBox table) {
    boolean moved = false;
    for (int i = 0; i < table.getChildCount(); i++) {
      if (table.getChild(i) instanceof TableSectionBox section) {
        for (int j = 0; j < section.getChildCount(); j++) {
          if (section.getChild(j) instanceof TableRowBox row) {
            moved |= mirror(row, section.getWidth());
          }
        }
      }
    }
    if (moved) {
      table.calcCanvasLocation();
      table.calcChildLocations();
    }
  }

  private static boolean mirror(TableRowBox row, int width) {
    for (int i = 0; i < row.getChildCount(); i++) {
      if (row.getChild(i) instanceof TableCellBox cell) {
        cell.setX(width - cell.getX() - cell.getWidth());
      }
    }
    return row.getChildCount() > 0;
  }
}
