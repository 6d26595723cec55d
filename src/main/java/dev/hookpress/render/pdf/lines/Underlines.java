package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import com.openhtmltopdf.render.TextDecoration;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out the lines of a text under and through the images and boxes that stand in it (CSS Text
 * Decoration 3 §2.1). The engine draws them from the first to the last.
 */
public final class Underlines {
  private Underlines() {}

  /** Call after layout, when text has its place, and before drawing. */
  public static void correct(Box box) {
    if (box instanceof InlineLayoutBox inline) {
      List<Object> children = inline.getInlineChildren();
      if (!inline.getTextDecorations().isEmpty()
          && children.stream().anyMatch(BlockBox.class::isInstance)) {
        interrupt(inline);
      }
      for (Object child : children) {
        if (child instanceof Box nested) {
          correct(nested);
        }
      }
    }
    if (box instanceof LineBox line) {
      line.getNonFlowContent().forEach(Underlines::correct);
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      correct(box.getChild(i));
    }
  }

  private static void interrupt(InlineLayoutBox inline) {
    List<TextDecoration> lines = inline.getTextDecorations();
    List<Object> children = new ArrayList<>();
    int from = Integer.MAX_VALUE;
    int to = Integer.MIN_VALUE;
    int start = 0;
    for (Object child : inline.getInlineChildren()) {
      if (child instanceof BlockBox) {
        if (from < to) {
          children.add(start, part(inline, from, to, lines));
        }
        children.add(child);
        start = children.size();
        from = Integer.MAX_VALUE;
        to = Integer.MIN_VALUE;
      } else {
        int left = left(child, inline);
        from = Math.min(from, left);
        to = Math.max(to, left + width(child));
        children.add(child);
      }
    }
    if (from < to) {
      children.add(start, part(inline, from, to, lines));
    }
    inline.setTextDecorations(List.of());
    inline.getInlineChildren().clear();
    inline.getInlineChildren().addAll(children);
  }

  private static int left(Object child, InlineLayoutBox inline) {
    return child instanceof InlineText text
        ? inline.getAbsX() + text.getX()
        : ((Box) child).getAbsX();
  }

  private static int width(Object child) {
    return child instanceof InlineText text
        ? text.getWidth()
        : ((InlineLayoutBox) child).getInlineWidth();
  }

  /** A box without content that has the lines of a part of the text. */
  private static InlineLayoutBox part(
      InlineLayoutBox inline, int from, int to, List<TextDecoration> lines) {
    InlineLayoutBox part = inline.copyOf();
    part.setElement(null);
    part.setStyle(inline.getStyle().createAnonymousStyle(IdentValue.INLINE));
    part.setParent(inline);
    part.setX(inline.getX() + from - inline.getAbsX());
    part.setY(inline.getY());
    part.setAbsX(from);
    part.setAbsY(inline.getAbsY());
    part.setBaseline(inline.getBaseline());
    part.setInlineWidth(to - from);
    part.setTextDecorations(lines);
    return part;
  }
}
