package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.layout.Layer;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.pdf.box.BoxTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Ends lines that do not fit with an ellipsis ({@code text-overflow}), and the last one of those
 * that are shown ({@code -webkit-line-clamp}). What is cut off is not written, as browsers do.
 * Lines in blocks from right to left are left as they are.
 */
public final class Ellipses {
  private static final String ELLIPSIS = "\u2026";

  /** In CSS pixels: a box may have been measured as much narrower than its text. */
  private static final double TOLERANCE = 1.5;

  private final CssContext css;
  private final int tolerance;
  private final Set<BlockBox> done = Collections.newSetFromMap(new IdentityHashMap<>());

  private Ellipses(CssContext css, double dotsPerPixel) {
    this.css = css;
    this.tolerance = (int) Math.round(TOLERANCE * dotsPerPixel);
  }

  /** Call after layout, before text is put in order, and before drawing. */
  public static void add(BlockBox root, CssContext css, double dotsPerPixel) {
    if (root.getElement().hasAttribute(StyledDocument.ELLIPSIS)) {
      new Ellipses(css, dotsPerPixel).search(root.getLayer());
    }
  }

  private void search(Layer layer) {
    search(layer.getMaster());
    layer.getChildren().forEach(this::search);
  }

  private void search(Box box) {
    BoxTree.visit(box, this::see);
  }

  private void see(Box box) {
    if (box instanceof BlockBox block && done.add(block)) {
      Element element = block.getElement();
      if (block.getPersistentBFC() != null) {
        block.getPersistentBFC().getFloatManager().performFloatOperation(this::search);
      }
      if (element != null
          && element.hasAttribute(StyledDocument.ELLIPSIS)
          && !block.isRoot()
          && block.getStyle().getDirection() != IdentValue.RTL) {
        cutLines(block, element.getAttribute(StyledDocument.ELLIPSIS));
      }
    }
  }

  /**
   * @param clamp the number of lines that are shown; empty if all are
   */
  private void cutLines(BlockBox block, String clamp) {
    int shown = clamp.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(clamp);
    int right = block.getAbsX() + block.getTx() + block.getContentWidth();
    int number = 0;
    LineBox last = null;
    boolean more = false;
    for (int i = 0; i < block.getChildCount(); i++) {
      if (block.getChild(i) instanceof LineBox line && line.isContainsContent()) {
        number++;
        if (number > shown) {
          line.removeAllChildren();
          more = true;
        } else if (clamp.isEmpty()) {
          cut(line, right, false);
        } else {
          last = line;
        }
      }
    }
    if (more) {
      cut(last, right, true);
    }
  }

  private void cut(LineBox line, int right, boolean always) {
    boolean fits = line.getAbsX() + line.getContentWidth() <= right + tolerance;
    if (line.getChildCount() == 0 || fits && !always) {
      return;
    }
    CalculatedStyle style = line.getParent().getStyle().createAnonymousStyle(IdentValue.INLINE);
    int width = width(style, ELLIPSIS);
    Cut cut = new Cut(right - width);
    List<Box> children = new ArrayList<>(line.getChildren());
    for (Box child : children) {
      if (!cut.keeps(child)) {
        line.removeChild(child);
      }
    }
    InlineLayoutBox template = null;
    for (Box child : children) {
      if (template == null && child instanceof InlineLayoutBox inline) {
        template = inline;
      }
    }
    if (template != null) {
      append(line, template, style, cut.end == Integer.MIN_VALUE ? line.getAbsX() : cut.end);
    }
  }

  private void append(LineBox line, InlineLayoutBox template, CalculatedStyle style, int left) {
    int ascent = Math.round(style.getFSFontMetrics(css).getAscent());
    InlineLayoutBox box = template.copyOf();
    box.setElement(null);
    box.setStyle(style);
    box.setX(left - line.getAbsX());
    box.setY(line.getBaseline() - ascent);
    box.setAbsX(left);
    box.setAbsY(line.getAbsY() + line.getBaseline() - ascent);
    box.setBaseline(ascent);
    int width = width(style, ELLIPSIS);
    box.setInlineWidth(width);
    InlineText text = new InlineText();
    text.setMasterText(ELLIPSIS);
    text.setSubstring(0, ELLIPSIS.length());
    text.setX(0);
    text.setWidth(width);
    box.addInlineChild(null, text, false);
    line.addChild(box);
  }

  private int width(CalculatedStyle style, String text) {
    return css.getTextRenderer().getWidth(css.getFontContext(), style.getFSFont(css), text);
  }

  /** Cuts the content of one line, from left to right. */
  private final class Cut {
    private final int right;

    /** Where what is kept ends. */
    private int end = Integer.MIN_VALUE;

    private boolean over;

    Cut(int right) {
      this.right = right;
    }

    /** False if nothing of the box is kept. */
    private boolean keeps(Box box) {
      if (over) {
        return false;
      }
      if (box instanceof InlineLayoutBox inline) {
        keepIn(inline);
        return true;
      }
      if (box.getAbsX() + box.getWidth() > right) {
        over = true;
        return false;
      }
      end = Math.max(end, box.getAbsX() + box.getWidth());
      return true;
    }

    private void keepIn(InlineLayoutBox inline) {
      List<Object> children = inline.getInlineChildren();
      for (int i = 0; i < children.size(); i++) {
        Object child = children.get(i);
        boolean kept =
            child instanceof Box box ? keeps(box) : !over && keeps((InlineText) child, inline);
        if (!kept) {
          children.remove(i);
          i--;
        }
      }
      if (over) {
        inline.setInlineWidth(Math.max(0, end - inline.getAbsX()));
      }
    }

    private boolean keeps(InlineText text, InlineLayoutBox inline) {
      int left = inline.getAbsX() + text.getX();
      if (left + text.getWidth() <= right || text.isDynamicFunction()) {
        end = Math.max(end, left + text.getWidth());
        return true;
      }
      over = true;
      String whole = text.getSubstring();
      int fits = charactersWithin(whole, inline.getStyle(), right - left);
      // Browsers show the first letter of a line, whatever its width.
      int kept = fits == 0 && end == Integer.MIN_VALUE ? next(whole, 0) : fits;
      int width = width(inline.getStyle(), whole.substring(0, kept));
      text.setSubstring(text.getStart(), text.getStart() + kept);
      text.setWidth(width);
      end = Math.max(end, left + width);
      return kept > 0;
    }

    private int charactersWithin(String text, CalculatedStyle style, int width) {
      int low = 0;
      int high = text.length();
      while (low < high) {
        int middle = (low + high + 1) / 2;
        if (width(style, text.substring(0, middle)) <= width) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low > 0 && low < text.length() && Character.isLowSurrogate(text.charAt(low))
          ? low - 1
          : low;
    }

    private static int next(String text, int at) {
      return text.isEmpty() ? 0 : text.offsetByCodePoints(at, 1);
    }
  }
}
