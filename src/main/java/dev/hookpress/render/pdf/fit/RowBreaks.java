package dev.hookpress.render.pdf.fit;

import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * Decides which rows of tables may break across pages. Browsers break every row between lines; the
 * engine then leaves the border and padding of a row that starts at the foot of a page there. So a
 * row of a few lines is kept whole, and a row that is long, or contains a table, is not.
 */
public final class RowBreaks {
  /** A cell with more text, in characters, has many lines whatever its width. */
  private static final int LONG = 160;

  private static final int MANY_LINES = 4;

  private static final Set<String> LINES =
      Set.of("br", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "hr", "img");

  private int characters;
  private int lines;

  private RowBreaks() {}

  /** Whether the row may break inside. The work is bounded by the limits of {@link #isLong}. */
  public static boolean isBreakable(Element row) {
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNextSibling()) {
      if (new RowBreaks().isLong(cell)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLong(Node within) {
    for (Node child = within.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Text text) {
        characters += text.getData().strip().length();
      } else if (LINES.contains(child.getNodeName())) {
        lines++;
      }
      if (characters > LONG
          || lines >= MANY_LINES
          || child.getNodeName().equals("table")
          || isLong(child)) {
        return true;
      }
    }
    return false;
  }
}
