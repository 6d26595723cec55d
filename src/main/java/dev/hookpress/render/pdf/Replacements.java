package dev.hookpress.render.pdf;

import com.openhtmltopdf.extend.ReplacedElement;
import com.openhtmltopdf.extend.ReplacedElementFactory;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.LineBox;
import dev.hookpress.render.pdf.fit.ClippingBox;
import dev.hookpress.render.pdf.fit.DeclaredPicture;
import dev.hookpress.render.pdf.fit.DrawingSize;
import dev.hookpress.render.pdf.paint.ListMarkers;
import dev.hookpress.render.pdf.paint.OpaquePicture;
import dev.hookpress.render.pdf.table.AutoTable;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Creates the replaced elements for pictures and drawings. The engine calls this factory first when
 * it lays out any block, so it also corrects the engine's errors about blocks.
 */
final class Replacements implements ReplacedElementFactory {
  private final ReplacedElementFactory factory;
  private final Warnings warnings;
  private final RenderGuard guard;
  private final boolean corrected;
  private final Map<BlockBox, Box> parents = new IdentityHashMap<>();
  private boolean withoutPageBreaks;

  /**
   * @param corrected whether this attempt may correct what does not fail
   */
  Replacements(
      ReplacedElementFactory factory, Warnings warnings, RenderGuard guard, boolean corrected) {
    this.factory = factory;
    this.warnings = warnings;
    this.guard = guard;
    this.corrected = corrected;
  }

  @Override
  public ReplacedElement createReplacedElement(
      LayoutContext context, BlockBox box, UserAgentCallback userAgent, int width, int height) {
    forgetWrongParent(box);
    keepOnOnePage(context, box);
    if (corrected) {
      ListMarkers.measure(context, box);
    }
    AutoTable.replaceIn(context, box);
    ClippingBox.replaceIn(context, box);
    if (!isReplacedElement(box.getElement())) {
      return null;
    }
    try {
      DrawingSize size = DrawingSize.of(context, box, width, height);
      ReplacedElement created =
          factory.createReplacedElement(context, box, userAgent, size.width(), size.height());
      return OpaquePicture.of(
          DeclaredPicture.of(context, box, created, width, height), box.getElement());
    } catch (RuntimeException e) {
      if (guard.rejection().isPresent()) {
        throw e;
      }
      if (width == 0 || height == 0) {
        // A percentage of a container whose width is not known yet; the layout comes back.
        return null;
      }
      warnings.lost("A picture could not be drawn and is left out");
      return null;
    }
  }

  /** An image that is unavailable shows its alternative text, which is its content. */
  @Override
  public boolean isReplacedElement(Element element) {
    if (element == null) {
      return false;
    }
    boolean missing = element.getNodeName().equals("img") && !element.hasAttribute("src");
    return !missing && factory.isReplacedElement(element);
  }

  /**
   * Resets the parent of a floating list item. The engine sets it early, for the item's number; but
   * a float is in a line, and the engine fails when it looks for the item among its parent's
   * blocks.
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

  /** Call after layout: markers are drawn in the parent's direction. */
  void restoreParents() {
    parents.forEach(
        (box, parent) -> {
          if (box.getParent() == null) {
            box.setParent(parent);
          }
        });
  }

  /** Keeps a fixed box, which is repeated on each page, from continuing on the next page. */
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

  static boolean isPicture(Element element) {
    return element.getNodeName().equals("img") || element.getNodeName().equals("svg");
  }

  /** A field to write in has no generated content; a box to tick has. */
  static boolean isField(Node node) {
    return switch (node.getNodeName()) {
      case "textarea", "select" -> true;
      case "input" -> !Set.of("checkbox", "radio").contains(((Element) node).getAttribute("type"));
      default -> false;
    };
  }
}
