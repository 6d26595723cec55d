package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Dimension;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The columns of a multi-column container.
 *
 * @param width of each column, in pixels
 * @param gap between columns, in pixels
 */
public record Columns(int count, double width, double gap) {
  /** More columns than any page has room for. */
  private static final int MAX = 50;

  /** Whether an element is a multi-column container. */
  public static boolean isColumns(ComputedStyle style) {
    boolean asked = !style.is("column-count", "auto") || !style.is("column-width", "auto");
    return asked
        && switch (style.get("display")) {
          case "block", "flow-root", "list-item", "inline-block", "table-cell" -> true;
          default -> false;
        };
  }

  /**
   * The columns that fit into a content box: section 3.4; empty if that is one column.
   *
   * @param available the content box's width
   */
  public static Optional<Columns> of(ComputedStyle style, double available) {
    if (!isColumns(style)) {
      return Optional.empty();
    }
    double gap =
        style.is("column-gap", "normal")
            ? style.pixels("font-size").orElse(16)
            : Dimension.parse(style.get("column-gap")).orZero(OptionalDouble.of(available));
    double wanted = style.pixels("column-width").orElse(0);
    int count = (int) Math.min(MAX, style.number("column-count").orElse(MAX));
    if (wanted > 0) {
      int fit = (int) Math.min(MAX, Math.floor((available + gap) / (wanted + gap)));
      count = Math.max(1, Math.min(count, fit));
    }
    double width = (available - gap * (count - 1)) / count;
    return count > 1 && width > 1 ? Optional.of(new Columns(count, width, gap)) : Optional.empty();
  }

  /** The left edge of a column in the content box. */
  public double start(int column) {
    return column * (width + gap);
  }
}
