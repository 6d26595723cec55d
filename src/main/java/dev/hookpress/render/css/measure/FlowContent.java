package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Content;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Stacked blocks, with lines of text between them: CSS 2.1, section 9.4. */
final class FlowContent implements Content {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private final Measurer measurer;
  private final InlineBuilder lines;
  private final boolean wraps;
  private final List<Unit> units = new ArrayList<>();

  /** A run of lines, or a block. */
  private sealed interface Unit {}

  private record Lines(InlineRun run) implements Unit {}

  /**
   * @param through whether its children's margins collapse with its own
   */
  private record Block(Item item, Content content, boolean floated, boolean through)
      implements Unit {}

  /** A height, with the margins above and below that may collapse with outer ones. */
  private record Extent(double before, double height, double after) {}

  private FlowContent(Measurer measurer, Element element) {
    this.measurer = measurer;
    ComputedStyle style = measurer.styled.style(element);
    this.lines = new InlineBuilder(style, measurer);
    this.wraps = measurer.textStyle(style).wraps();
  }

  static FlowContent of(Measurer measurer, Element element) {
    FlowContent flow = new FlowContent(measurer, element);
    flow.collect(element);
    flow.endLines();
    return flow;
  }

  private void collect(Element parent) {
    ComputedStyle style = measurer.styled.style(parent);
    generated(parent, PseudoElement.BEFORE);
    for (Node node : Children.inFlow(measurer.styled, parent)) {
      if (node instanceof TextNode text) {
        lines.text(text.getWholeText(), textStyle(text, style));
      } else if (node instanceof Element child) {
        child(child);
      }
    }
    generated(parent, PseudoElement.AFTER);
  }

  private TextStyle textStyle(TextNode text, ComputedStyle parent) {
    Element own = text.parent();
    return measurer.textStyle(own == null ? parent : measurer.styled.style(own));
  }

  private void child(Element child) {
    ComputedStyle style = measurer.styled.style(child);
    if (child.normalName().equals("br")) {
      lines.lineFeed(measurer.textStyle(style).lineHeight());
    } else if (Children.isFloat(style)) {
      units.add(block(child, style, true));
    } else if (!Children.isInline(style)) {
      endLines();
      units.add(block(child, style, false));
    } else if (Children.isAtomic(child, style)) {
      Item item = measurer.item(child, UNKNOWN);
      double max = item.widthContribution(false);
      double high =
          height(item, Math.max(0, max - margins(item).horizontal())) + margins(item).vertical();
      lines.atom(item.widthContribution(true), max, high, wraps);
    } else {
      Edges frame = StyleReader.frame(style, UNKNOWN);
      Edges margin = StyleReader.margin(style).resolve(UNKNOWN);
      lines.edge(frame.left() + margin.left());
      collect(child);
      lines.edge(frame.right() + margin.right());
    }
  }

  private void generated(Element element, PseudoElement pseudo) {
    Optional<ComputedStyle> style = measurer.styled.style(element, pseudo);
    if (style.isEmpty() || Children.isOutOfFlow(style.get()) || style.get().is("display", "none")) {
      return;
    }
    String text = GeneratedText.of(measurer.styled.content(element, pseudo), element);
    boolean block = !Children.isInline(style.get()) && !Children.isFloat(style.get());
    if (block) {
      endLines();
    }
    Edges frame = StyleReader.frame(style.get(), UNKNOWN);
    Edges margin = StyleReader.margin(style.get()).resolve(UNKNOWN);
    double sides = frame.horizontal() + margin.horizontal();
    double width = style.get().pixels("width").orElse(0);
    if (text.isEmpty() && (width > 0 || style.get().pixels("height").isPresent())) {
      lines.atom(width + sides, width + sides, style.get().pixels("height").orElse(0), true);
    } else if (!text.isEmpty()) {
      lines.edge(frame.left() + margin.left());
      lines.text(text, measurer.textStyle(style.get()));
      lines.edge(frame.right() + margin.right());
    }
    if (block) {
      endLines();
    }
  }

  private void endLines() {
    InlineRun run = lines.take();
    if (!run.isEmpty()) {
      units.add(new Lines(run));
    }
  }

  private Block block(Element child, ComputedStyle style, boolean floated) {
    Item item = measurer.item(child, UNKNOWN);
    boolean through =
        !floated
            && (style.is("display", "block") || style.is("display", "list-item"))
            && !item.box().clipped();
    return new Block(item, measurer.content(child), floated, through);
  }

  @Override
  public double minWidth() {
    double widest = 0;
    for (Unit unit : units) {
      widest =
          Math.max(
              widest,
              unit instanceof Block block
                  ? block.item().widthContribution(true)
                  : ((Lines) unit).run().minWidth());
    }
    return widest;
  }

  @Override
  public double maxWidth() {
    double widest = 0;
    double floats = 0;
    for (Unit unit : units) {
      if (unit instanceof Block block && block.floated()) {
        floats += block.item().widthContribution(false);
      } else if (unit instanceof Block block) {
        widest = Math.max(widest, block.item().widthContribution(false));
      } else {
        widest = Math.max(widest, floats + ((Lines) unit).run().maxWidth());
      }
    }
    return Math.max(widest, floats);
  }

  @Override
  public double height(double width) {
    Extent extent = extent(width);
    return extent.before() + extent.height() + extent.after();
  }

  @Override
  public double baseline(double width) {
    for (Unit unit : units) {
      if (unit instanceof Lines run) {
        return run.run().baseline();
      }
      if (unit instanceof Block block && !block.floated()) {
        Edges margin = margins(block.item());
        double inner = inner(block.item(), width);
        return margin.top() + block.item().box().frame().top() + block.content().baseline(inner);
      }
    }
    return height(width);
  }

  private Extent extent(double width) {
    double before = 0;
    double total = 0;
    double pending = 0;
    boolean started = false;
    double floats = 0;
    double floatTop = 0;
    double floatX = 0;
    for (Unit unit : units) {
      measurer.budget.spend(4);
      if (unit instanceof Lines run) {
        total += started ? pending : 0;
        before = started ? before : pending;
        started = true;
        pending = 0;
        double beside = Math.min(floatX, width);
        total += run.run().height(width, beside, floats - total);
        continue;
      }
      Block block = (Block) unit;
      if (block.floated()) {
        double wide = block.item().fitWidth(width, OptionalDouble.of(width));
        double high = height(block.item(), wide) + margins(block.item()).vertical();
        floatTop = floatX + wide > width ? floats : Math.max(floatTop, total);
        floatX = floatX + wide > width ? wide : floatX + wide;
        floats = Math.max(floats, floatTop + high);
        continue;
      }
      Extent extent = extent(block, width);
      double margin = Math.max(pending, extent.before());
      before = started ? before : margin;
      total += started ? margin : 0;
      started |= extent.height() > 0;
      total += extent.height();
      pending = extent.height() > 0 ? extent.after() : Math.max(margin, extent.after());
    }
    return new Extent(before, Math.max(total, floats - before - pending), pending);
  }

  /** A block child's border box, with margins of its own children that collapse with its own. */
  private Extent extent(Block block, double width) {
    Item item = block.item();
    Edges margin = margins(item);
    double outer = outer(item, width);
    Edges frame = item.box().frame();
    boolean free = item.box().height().isAuto() && block.through();
    if (free && unwrapped(block.content()) instanceof FlowContent flow) {
      Extent inner = flow.extent(Math.max(0, outer - frame.horizontal()));
      double top = frame.top() > 0 ? inner.before() : 0;
      double bottom = frame.bottom() > 0 ? inner.after() : 0;
      double height = inner.height() + top + bottom + frame.vertical();
      double clamped = item.box().clampHeight(height, UNKNOWN);
      return new Extent(
          frame.top() > 0 ? margin.top() : Math.max(margin.top(), inner.before()),
          clamped,
          frame.bottom() > 0 || clamped > height
              ? margin.bottom()
              : Math.max(margin.bottom(), inner.after()));
    }
    return new Extent(margin.top(), height(item, outer), margin.bottom());
  }

  private static Content unwrapped(Content content) {
    return content instanceof Kept kept ? kept.unwrapped() : content;
  }

  private static Edges margins(Item item) {
    return item.box().margin().resolve(UNKNOWN);
  }

  private double outer(Item item, double width) {
    BoxStyle box = item.box();
    OptionalDouble base = OptionalDouble.of(width);
    OptionalDouble ownWidth = box.width().resolve(base);
    if (ownWidth.isPresent() || !box.width().isAuto() || box.aspectRatio().isPresent()) {
      return item.fitWidth(width, base);
    }
    double available = width - box.margin().resolve(base).horizontal();
    return box.clampWidth(Math.max(0, available), base);
  }

  private double inner(Item item, double width) {
    return Math.max(0, outer(item, width) - item.box().frame().horizontal());
  }

  static double height(Item item, double outerWidth) {
    BoxStyle box = item.box();
    OptionalDouble definite = box.outer(box.height().resolve(UNKNOWN), box.frame().vertical());
    double height =
        definite.isPresent()
            ? definite.getAsDouble()
            : box.aspectRatio().isPresent()
                ? box.heightFor(outerWidth)
                : item.content().height(Math.max(0, outerWidth - box.frame().horizontal()))
                    + box.frame().vertical();
    return box.clampHeight(height, UNKNOWN);
  }
}
