package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Content;
import java.util.Optional;

/** The content of a multi-column container, in balanced columns. */
final class ColumnsContent implements Content {
  private final ComputedStyle style;
  private final FlowContent flow;
  private final double line;

  ColumnsContent(Measurer measurer, ComputedStyle style, FlowContent flow) {
    this.style = style;
    this.flow = flow;
    this.line = measurer.lineHeight(style);
  }

  @Override
  public double minWidth() {
    return flow.minWidth();
  }

  @Override
  public double maxWidth() {
    double count = style.number("column-count").orElse(1);
    return flow.maxWidth() * Math.max(1, Math.min(count, 50));
  }

  @Override
  public double height(double width) {
    Optional<Columns> columns = Columns.of(style, width);
    // Columns break between lines: on average half a line of each is empty.
    return columns
        .map(it -> flow.height(it.width()) / it.count() + line / 2)
        .orElseGet(() -> flow.height(width));
  }
}
