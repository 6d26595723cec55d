package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import java.util.List;

/**
 * Makes the engine draw text in reading order. By itself it draws an element's own text first, then
 * nested elements: of {@code <b>one</b>, two} the comma comes before the word, and text extraction
 * separates them. Corrects justified lines on the way.
 */
public final class TextOrder {
  private TextOrder() {}

  /** Call after layout and before drawing. */
  public static void correct(Box box) {
    if (box instanceof InlineLayoutBox inline) {
      correctInline(inline);
    }
    if (box instanceof LineBox line) {
      JustifiedLines.correct(line);
      line.getNonFlowContent().forEach(TextOrder::correct);
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      correct(box.getChild(i));
    }
  }

  private static void correctInline(InlineLayoutBox inline) {
    List<Object> children = inline.getInlineChildren();
    boolean afterBox = false;
    boolean wraps = children.stream().noneMatch(TextOrder::changesWhenDrawn);
    for (int i = 0; i < children.size(); i++) {
      Object child = children.get(i);
      if (child instanceof Box box) {
        correct(box);
        afterBox = true;
      } else if (afterBox && wraps) {
        children.set(i, wrapped((InlineText) child, inline));
      }
    }
  }

  /**
   * Wraps each text in a line, so that the engine gives each a tag of its own. Call after {@link
   * #correct}.
   */
  public static void separate(Box box) {
    if (box instanceof InlineLayoutBox inline) {
      List<Object> children = inline.getInlineChildren();
      boolean wraps = children.stream().noneMatch(TextOrder::changesWhenDrawn);
      for (int i = 0; i < children.size(); i++) {
        Object child = children.get(i);
        if (child instanceof Box inner) {
          separate(inner);
        } else if (wraps && !isWrapper(inline)) {
          children.set(i, wrapped((InlineText) child, inline));
        }
      }
    } else if (box instanceof LineBox) {
      for (int i = 0; i < box.getChildCount(); i++) {
        separate(box.getChild(i));
      }
    }
  }

  /**
   * Gives the only text of an inline element a box of the element, too: where the engine writes no
   * tag for the first one, it writes one for the second.
   */
  public static void repeat(InlineLayoutBox inline) {
    List<Object> children = inline.getInlineChildren();
    if (children.size() != 1 || !(inline.getParent() instanceof LineBox)) {
      return;
    }
    if (children.get(0) instanceof InlineText text && !text.isDynamicFunction()) {
      children.set(0, wrapped(text, inline));
    }
    if (children.get(0) instanceof InlineLayoutBox only && isWrapper(only)) {
      only.setElement(inline.getElement());
    }
  }

  private static boolean isWrapper(InlineLayoutBox inline) {
    return inline.getElement() == null
        && inline.getInlineChildCount() == 1
        && inline.getParent() instanceof InlineLayoutBox;
  }

  /** Whether this is a page number: its line is laid out again for each page. */
  private static boolean changesWhenDrawn(Object child) {
    return child instanceof InlineText text && text.isDynamicFunction();
  }

  /** Wraps the text in an anonymous element at the same position, which is drawn in order. */
  static InlineLayoutBox wrapped(InlineText text, InlineLayoutBox parent) {
    InlineLayoutBox wrapper = parent.copyOf();
    wrapper.setElement(null);
    wrapper.setStyle(parent.getStyle().createAnonymousStyle(IdentValue.INLINE));
    wrapper.setParent(parent);
    wrapper.setX(parent.getX());
    wrapper.setY(parent.getY());
    wrapper.setAbsX(parent.getAbsX());
    wrapper.setAbsY(parent.getAbsY());
    wrapper.setBaseline(parent.getBaseline());
    wrapper.setInlineWidth(text.getX() + text.getWidth());
    wrapper.addInlineChild(null, text, false);
    return wrapper;
  }
}
