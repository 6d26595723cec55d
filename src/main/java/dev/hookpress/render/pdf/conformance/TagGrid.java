package dev.hookpress.render.pdf.conformance;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/** Completes the rows of a table, which must all have the same number of columns. */
final class TagGrid {
  private static final COSName COLUMNS = COSName.getPDFName("ColSpan");
  private static final COSName ROWS = COSName.getPDFName("RowSpan");

  private TagGrid() {}

  /** A cell that reaches into the following rows. */
  private record Reach(int columns, int rows) {}

  /** Adds one empty cell to each row that is too short, and ends cells with their section. */
  static void fill(COSDictionary table) {
    List<COSDictionary> rows = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (List<COSDictionary> section : sections(table)) {
      measure(section, widths);
      rows.addAll(section);
    }
    int widest = widths.stream().mapToInt(it -> it).max().orElse(0);
    for (int i = 0; i < rows.size(); i++) {
      int lacking = widest - widths.get(i);
      if (lacking > 0) {
        COSDictionary row = rows.get(i);
        COSDictionary cell = TagTree.element("TD", row);
        if (lacking > 1) {
          COSDictionary attributes = new COSDictionary();
          attributes.setName(COSName.O, "Table");
          attributes.setInt(COLUMNS, lacking);
          cell.setItem(COSName.A, attributes);
        }
        List<COSBase> cells = TagTree.kids(row);
        cells.add(cell);
        TagTree.adopt(row, cells);
      }
    }
  }

  private static List<List<COSDictionary>> sections(COSDictionary table) {
    List<List<COSDictionary>> sections = new ArrayList<>();
    List<COSDictionary> loose = new ArrayList<>();
    for (COSDictionary kid : TagTree.tags(table)) {
      if (TagTree.type(kid).equals("TR")) {
        loose.add(kid);
      } else {
        sections.add(
            TagTree.tags(kid).stream().filter(it -> TagTree.type(it).equals("TR")).toList());
      }
    }
    sections.add(loose);
    return sections;
  }

  private static void measure(List<COSDictionary> rows, List<Integer> widths) {
    List<Reach> reaching = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int width = reaching.stream().mapToInt(Reach::columns).sum();
      List<Reach> below = new ArrayList<>();
      reaching.stream()
          .filter(it -> it.rows() > 1)
          .forEach(it -> below.add(new Reach(it.columns(), it.rows() - 1)));
      for (COSDictionary cell : TagTree.tags(rows.get(i))) {
        int columns = span(cell, COLUMNS);
        int down = Math.min(span(cell, ROWS), rows.size() - i);
        if (down < span(cell, ROWS)) {
          cell.getCOSDictionary(COSName.A).setInt(ROWS, down);
        }
        if (down > 1) {
          below.add(new Reach(columns, down - 1));
        }
        width += columns;
      }
      widths.add(width);
      reaching = below;
    }
  }

  private static int span(COSDictionary cell, COSName name) {
    COSDictionary attributes = cell.getCOSDictionary(COSName.A);
    return attributes == null ? 1 : Math.max(1, attributes.getInt(name, 1));
  }
}
