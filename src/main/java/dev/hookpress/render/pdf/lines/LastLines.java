package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.FloatDistances;
import com.openhtmltopdf.render.LineBox;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.pdf.box.BoxTree;
import org.w3c.dom.Element;

/**
 * Aligns the last lines of blocks, and those before a forced break, as {@code text-align-last} says
 * (CSS Text 3 §6.3), which the engine does not support.
 */
public final class LastLines {
  private final CssContext context;

  private LastLines(CssContext context) {
    this.context = context;
  }

  /**
   * Call after layout and before drawing.
   *
   * @param context for lengths
   */
  public static void align(BlockBox root, CssContext context) {
    if (root.getElement().hasAttribute(StyledDocument.LAST_LINE)) {
      BoxTree.visit(root, new LastLines(context)::align);
    }
  }

  private void align(Box box) {
    if (box instanceof LineBox line) {
      Element element = line.getParent().getElement();
      String align = element == null ? "" : element.getAttribute(StyledDocument.LAST_LINE);
      if (!align.isEmpty() && line.isContainsContent()) {
        String[] lastAndOthers = align.split(" ", 2);
        if (ends(line, align) || isLast(line)) {
          align(line, lastAndOthers[0]);
        } else if (lastAndOthers.length > 1 && JustifiedLines.undo(line)) {
          align(line, lastAndOthers[1]);
        }
      }
    }
  }

  private static boolean ends(LineBox line, String align) {
    return line.isEndsOnNL() && !align.equals(StyledDocument.JUSTIFY_AT_BREAK);
  }

  private static boolean isLast(LineBox line) {
    for (Box after = line.getNextSibling(); after != null; after = after.getNextSibling()) {
      if (after instanceof LineBox next && next.isContainsContent()) {
        return false;
      }
    }
    return true;
  }

  private void align(LineBox line, String align) {
    if (line.getFloatDistances() == null) {
      line.setFloatDistances(beside(line));
    }
    if (align.startsWith("justify")) {
      justify(line);
      return;
    }
    boolean toRight = line.getParent().getStyle().getDirection() == IdentValue.RTL;
    int left = line.getFloatDistances().getLeftFloatDistance() + line.getContentStart();
    int free =
        line.getParent().getContentWidth()
            - left
            - line.getFloatDistances().getRightFloatDistance()
            - line.getContentWidth();
    int x =
        switch (align) {
          case "center" -> left + free / 2;
          case "right" -> left + free;
          case "start" -> toRight ? left + free : left;
          case "end" -> toRight ? left : left + free;
          default -> left;
        };
    place(line, x);
  }

  /**
   * The widths of floats beside a line, of which the engine keeps those of justified lines only:
   * those on the side at which the line begins, as its place says. Others count as none.
   */
  private static FloatDistances beside(LineBox line) {
    FloatDistances distances = new FloatDistances();
    IdentValue align = line.getParent().getStyle().getIdent(CSSName.TEXT_ALIGN);
    if (align == IdentValue.RIGHT) {
      distances.setRightFloatDistance(
          line.getParent().getContentWidth() - line.getX() - line.getContentWidth());
    } else if (align != IdentValue.CENTER) {
      distances.setLeftFloatDistance(line.getX() - line.getContentStart());
    }
    return distances;
  }

  private static void place(LineBox line, int x) {
    if (line.getX() != x) {
      line.setX(x);
      line.calcCanvasLocation();
      line.calcChildLocations();
    }
  }

  /** The engine justifies a line that another one follows. */
  private void justify(LineBox line) {
    if (line.getJustificationInfo() != null) {
      return;
    }
    LineBox next = new LineBox();
    next.setContainsContent(true);
    boolean ends = line.isEndsOnNL();
    BlockBox block = line.getParent();
    block.addChild(next);
    line.setEndsOnNL(false);
    place(line, line.getContentStart() + line.getFloatDistances().getLeftFloatDistance());
    line.justify(context);
    line.setEndsOnNL(ends);
    block.removeChild(next);
    JustifiedLines.correct(line);
  }
}
