package dev.hookpress.render.pdf;

import com.openhtmltopdf.extend.ReplacedElement;
import com.openhtmltopdf.extend.ReplacedElementFactory;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.LineBox;
import java.util.IdentityHashMap;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * What stands in for pictures and drawings. The engine asks for it first when it lays out a block,
 * whichever block that is, so that what it gets wrong about blocks is put right here, too.
 */
final class Replacements implements ReplacedElementFactory {
  private final ReplacedElementFactory factory;
  private final Warnings warnings;
  private final RenderGuard guard;
  private final Map<BlockBox, Box> parents = new IdentityHashMap<>();
  private boolean withoutPageBreaks;

  Replacements(ReplacedElementFactory factory, Warnings warnings, RenderGuard guard) {
    this.factory = factory;
    this.warnings = warnings;
    this.guard = guard;
  }

  @Override
  public ReplacedElement createReplacedElement(
      LayoutContext context, BlockBox box, UserAgentCallback userAgent, int width, int height) {
    forgetWrongParent(box);
    keepOnOnePage(context, box);
    if (!isReplacedElement(box.getElement())) {
      return null;
    }
    try {
      return factory.createReplacedElement(context, box, userAgent, width, height);
    } catch (RuntimeException e) {
      if (guard.rejection().isPresent()) {
        throw e;
      }
      warnings.lost("A picture could not be drawn and is left out");
      return null;
    }
  }

  /** An image that could not be had shows its alternative text, which is its content. */
  @Override
  public boolean isReplacedElement(Element element) {
    if (element == null) {
      return false;
    }
    boolean missing = element.getNodeName().equals("img") && !element.hasAttribute("src");
    return !missing && factory.isReplacedElement(element);
  }

  /**
   * A list item is given its parent early, for its number. One that floats is in a line, and the
   * engine fails where it looks for the item among its parent's blocks.
   */
  private void forgetWrongParent(BlockBox box) {
    if (!box.getStyle().isListItem()
        || box.getStyle().isFixed()
        || !(box.getStyle().isFloated() || box.getStyle().isAbsolute())) {
      return;
    }
    Box parent = box.getParent();
    if (!(parent instanceof LineBox) && !(parent instanceof InlineLayoutBox)) {
      if (parent != null) {
        parents.put(box, parent);
      }
      box.setParent(null);
    }
  }

  /** After layout: markers are drawn in the parent's direction. */
  void restoreParents() {
    parents.forEach(
        (box, parent) -> {
          if (box.getParent() == null) {
            box.setParent(parent);
          }
        });
  }

  /** What is fixed is drawn on each page as it is: nothing of it goes over to a next page. */
  private void keepOnOnePage(LayoutContext context, BlockBox box) {
    if (box.getStyle().isFixed()) {
      if (!withoutPageBreaks) {
        withoutPageBreaks = true;
        context.setNoPageBreak(context.getNoPageBreak() + 1);
      }
    } else if (withoutPageBreaks && box.getStyle().isAbsolute() && !isInFixed(box)) {
      withoutPageBreaks = false;
      context.setNoPageBreak(Math.max(0, context.getNoPageBreak() - 1));
    }
  }

  private static boolean isInFixed(BlockBox box) {
    for (Box above = box.getContainingBlock(); above != null; above = above.getContainingBlock()) {
      if (above.getStyle() != null && above.getStyle().isFixed()) {
        return true;
      }
    }
    return false;
  }
}
