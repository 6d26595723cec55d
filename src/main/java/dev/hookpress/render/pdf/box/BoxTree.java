package dev.hookpress.render.pdf.box;

import com.openhtmltopdf.layout.Styleable;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.LineBox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Visits the boxes of a laid out part. */
public final class BoxTree {
  private BoxTree() {}

  /** Visits a box and all in it; parents come first, and may be changed by their visit. */
  public static void visit(Box box, Consumer<Box> visitor) {
    visitor.accept(box);
    for (Box child : children(box)) {
      visit(child, visitor);
    }
  }

  /** The boxes in a box: of a line, those that it does not hold come first. */
  public static List<Box> children(Box box) {
    List<Box> children = new ArrayList<>();
    if (box instanceof LineBox line) {
      children.addAll(line.getNonFlowContent());
    }
    if (box instanceof InlineLayoutBox inline) {
      for (Object child : inline.getInlineChildren()) {
        if (child instanceof Box inner) {
          children.add(inner);
        }
      }
    }
    children.addAll(inFlow(box));
    return children;
  }

  /** The boxes that a box holds itself. */
  public static List<Box> inFlow(Box box) {
    List<Box> children = new ArrayList<>();
    for (Styleable child : box.getChildren()) {
      if (child instanceof Box inner) {
        children.add(inner);
      }
    }
    return children;
  }
}
