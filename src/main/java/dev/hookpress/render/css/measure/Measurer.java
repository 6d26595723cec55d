package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Budget;
import dev.hookpress.render.css.layout.Content;
import dev.hookpress.render.css.layout.FlexLayout;
import dev.hookpress.render.css.layout.GridLayout;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.layout.Space;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Measures the elements of one document, each once; the document's tree and styles must not change
 * meanwhile.
 */
public final class Measurer {
  /** Deeper nesting counts as empty. */
  private static final int DEEPEST = 200;

  final StyledDocument styled;
  final TextMeasure text;
  final ImageSizes images;
  final Budget budget;

  private final Map<Element, Content> contents = new IdentityHashMap<>();
  private final Map<ComputedStyle, TextStyle> textStyles = new IdentityHashMap<>();
  private final Map<ComputedStyle, StyledItem> styledItems = new IdentityHashMap<>();
  private int depth;

  /** What items of one style have in common in a containing block of the given width. */
  private record StyledItem(OptionalDouble width, Item item) {}

  public Measurer(StyledDocument styled, TextMeasure text, ImageSizes images, Budget budget) {
    this.styled = styled;
    this.text = text;
    this.images = images;
    this.budget = budget;
  }

  /** The content of an element. */
  public Content content(Element element) {
    Content known = contents.get(element);
    if (known == null) {
      budget.spend(16);
      known = new Kept(this, element);
      contents.put(element, known);
    }
    return known;
  }

  /** The content of an element that does not stay, and is not worth keeping. */
  public Content passing(Element element) {
    budget.spend(64);
    return make(element);
  }

  /** Creates an element's content; called when it is first needed. */
  Content make(Element element) {
    ComputedStyle style = styled.style(element);
    if (depth > DEEPEST) {
      return Content.EMPTY;
    }
    depth++;
    try {
      if (Replaced.isReplaced(element)) {
        return replaced(element, style);
      }
      if (StyleReader.isFlex(style)) {
        return flex(element);
      }
      if (StyleReader.isGrid(style)) {
        return grid(element);
      }
      if (Children.isTable(style) || Children.holdsRows(styled, element)) {
        return new TableContent(this, element);
      }
      FlowContent flow = FlowContent.of(this, element);
      return Columns.isColumns(style) ? new ColumnsContent(this, style, flow) : flow;
    } finally {
      depth--;
    }
  }

  private Content replaced(Element element, ComputedStyle style) {
    ImageSizes.Size size = Replaced.size(element, style, images, text);
    // What may shrink with its container does not widen it (CSS Sizing 3 §5.2.2).
    double least =
        isPercentage(style, "width") || isPercentage(style, "max-width") ? 0 : size.width();
    if (!Replaced.hasRatio(element) || size.width() <= 0 || size.height() <= 0) {
      return Content.of(() -> least, size::width, width -> size.height());
    }
    return Content.of(() -> least, size::width, width -> width * size.height() / size.width());
  }

  private static boolean isPercentage(ComputedStyle style, String property) {
    return style.get(property).endsWith("%");
  }

  private Content flex(Element element) {
    FlexLayout layout =
        new FlexLayout(
            StyleReader.flex(styled.style(element)),
            items(element, OptionalDouble.empty()),
            budget);
    return Content.of(
        layout::minWidth, layout::maxWidth, width -> layout.layOut(Space.ofWidth(width)).height());
  }

  private Content grid(Element element) {
    GridLayout layout =
        new GridLayout(
            StyleReader.grid(styled.style(element)),
            items(element, OptionalDouble.empty()),
            budget);
    return Content.of(
        layout::minWidth, layout::maxWidth, width -> layout.layOut(Space.ofWidth(width)).height());
  }

  /** The elements that are a container's items, in document order. */
  public List<Element> itemElements(Element container) {
    List<Element> elements = new ArrayList<>();
    for (Node node : Children.inFlow(styled, container)) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** The container's items with their layout properties. */
  public List<Item> items(Element container, OptionalDouble width) {
    List<Element> elements = itemElements(container);
    List<Item> items = new ArrayList<>(elements.size());
    for (Element element : elements) {
      items.add(item(element, width));
    }
    return items;
  }

  /**
   * @param width of the containing block, for percentages of padding
   */
  public Item item(Element element, OptionalDouble width) {
    ComputedStyle style = styled.style(element);
    if (Replaced.isReplaced(element)) {
      return StyleReader.item(style, box(element, width), content(element));
    }
    // The items of a table's rows share a few styles, and their container's width.
    StyledItem known = styledItems.get(style);
    if (known == null || !known.width().equals(width)) {
      BoxStyle box = StyleReader.box(style, width, OptionalDouble.empty());
      known = new StyledItem(width, StyleReader.item(style, box, Content.EMPTY));
      styledItems.put(style, known);
    }
    return known.item().with(content(element));
  }

  /** An element's box properties, with an image's own ratio. */
  public BoxStyle box(Element element, OptionalDouble width) {
    OptionalDouble ratio = OptionalDouble.empty();
    if (Replaced.isReplaced(element) && Replaced.hasRatio(element)) {
      ImageSizes.Size size = Replaced.size(element, styled.style(element), images, text);
      if (size.width() > 0 && size.height() > 0) {
        ratio = OptionalDouble.of(size.width() / size.height());
      }
    }
    return StyleReader.box(styled.style(element), width, ratio);
  }

  /** A table's columns. */
  public TableContent table(Element element) {
    Content content = content(element);
    return content instanceof Kept kept && kept.unwrapped() instanceof TableContent table
        ? table
        : new TableContent(this, element);
  }

  /** The height of a line of text in pixels. */
  public double lineHeight(ComputedStyle style) {
    return Math.max(1, textStyle(style).lineHeight());
  }

  public Budget budget() {
    return budget;
  }

  /** Cached, as elements share few text styles. */
  TextStyle textStyle(ComputedStyle style) {
    return textStyles.computeIfAbsent(style, it -> TextStyle.of(it, text));
  }
}
