package dev.hookpress.render.pdf.conformance;

import com.openhtmltopdf.layout.Styleable;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.LineBox;
import java.util.function.Consumer;

/** Visits the boxes of a laid out part. */
final class Boxes {
  private Boxes() {}

  /** Visits a box and all in it; parents come first. */
  static void visit(Box box, Consumer<Box> visitor) {
    visitor.accept(box);
    if (box instanceof LineBox line) {
      line.getNonFlowContent().forEach(it -> visit(it, visitor));
    }
    if (box instanceof InlineLayoutBox inline) {
      for (Object child : inline.getInlineChildren()) {
        if (child instanceof Box inner) {
          visit(inner, visitor);
        }
      }
    }
    for (Styleable child : box.getChildren()) {
      if (child instanceof Box inner) {
        visit(inner, visitor);
      }
    }
  }
}
