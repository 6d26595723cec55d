package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.layout.Content;
import org.jsoup.nodes.Element;

/** Content that is created and measured lazily, and cached. */
final class Kept implements Content {
  /** Layout asks for few widths, and mostly repeats the last one. */
  private static final int WIDTHS = 4;

  private final Measurer measurer;
  private final Element element;
  private Content content;
  private double min = -1;
  private double max = -1;
  private final double[] widths = new double[WIDTHS];
  private final double[] heights = new double[WIDTHS];
  private int kept;

  Kept(Measurer measurer, Element element) {
    this.measurer = measurer;
    this.element = element;
  }

  private Content content() {
    if (content == null) {
      content = measurer.make(element);
    }
    return content;
  }

  /** The wrapped content, for callers that need its own type. */
  Content unwrapped() {
    return content();
  }

  @Override
  public double minWidth() {
    if (min < 0) {
      min = Math.max(0, content().minWidth());
    }
    return min;
  }

  @Override
  public double maxWidth() {
    if (max < 0) {
      max = Math.max(minWidth(), content().maxWidth());
    }
    return max;
  }

  @Override
  public double height(double width) {
    for (int i = 0; i < Math.min(kept, WIDTHS); i++) {
      if (Math.abs(widths[i] - width) < 0.01) {
        return heights[i];
      }
    }
    double height = content().height(width);
    widths[kept % WIDTHS] = width;
    heights[kept % WIDTHS] = height;
    kept++;
    return height;
  }

  @Override
  public double baseline(double width) {
    return content().baseline(width);
  }
}
