package dev.hookpress.render.css.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Lays out one flex container: CSS Flexbox 1, section 9. */
public final class FlexLayout {
  private static final double ROUNDING = 0.01;

  private final FlexContainer container;
  private final List<Item> items;
  private final Budget budget;

  public FlexLayout(FlexContainer container, List<Item> items, Budget budget) {
    this.container = container;
    this.items = items;
    this.budget = budget;
  }

  /** The smallest width without overflow. */
  public double minWidth() {
    return width(true, container.isRow() && !container.wraps());
  }

  /** The width at which no line breaks. */
  public double maxWidth() {
    return width(false, container.isRow());
  }

  private double width(boolean min, boolean sum) {
    budget.spend(items.size());
    double total = 0;
    for (Item item : items) {
      double width = item.widthContribution(min);
      total = sum ? total + Math.max(0, width) : Math.max(total, width);
    }
    double gap = container.columnGap().orZero(OptionalDouble.empty());
    return sum ? total + gap * Math.max(0, items.size() - 1) : total;
  }

  /**
   * Computes the positions of all items.
   *
   * @throws Budget.Exceeded if that takes too much work
   */
  public FlexResult layOut(Space space) {
    boolean row = container.isRow();
    OptionalDouble width = OptionalDouble.of(space.width());
    List<FlexItem> sized = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      budget.spend(8);
      FlexItem item = new FlexItem(items.get(i), i, row, width, space.height());
      item.size(item.item.alignSelf().or(container.alignItems()));
      sized.add(item);
    }
    sized.sort(Comparator.comparingInt(item -> item.item.order()));
    double mainGap =
        row ? container.columnGap().orZero(width) : container.rowGap().orZero(space.height());
    List<FlexLine> lines = lines(sized, wrapAt(space), mainGap);
    double main = row ? space.width() : columnHeight(space, lines, mainGap);
    for (FlexLine line : lines) {
      line.flex(main, mainGap, budget);
      for (FlexItem item : line.items) {
        budget.spend(4);
        item.sizeAcross(item.item.alignSelf().or(container.alignItems()));
      }
    }
    double cross = sizeLines(lines, space);
    for (FlexLine line : lines) {
      line.placeAlong(main, mainGap, container.justifyContent(), container.isReversed());
      line.placeAcross(container.alignItems(), container.wrap() == FlexContainer.Wrap.WRAP_REVERSE);
    }
    return result(lines, main, cross, row ? cross : main);
  }

  private double wrapAt(Space space) {
    if (!container.wraps()) {
      return Double.MAX_VALUE;
    }
    return container.isRow() ? space.width() : space.height().orElse(space.maxHeight());
  }

  /** Section 9.3. */
  private List<FlexLine> lines(List<FlexItem> sized, double available, double gap) {
    List<FlexLine> lines = new ArrayList<>();
    double taken = 0;
    for (FlexItem item : sized) {
      double next = item.outerHypothetical();
      if (lines.isEmpty()
          || !last(lines).items.isEmpty() && taken + gap + next > available + ROUNDING) {
        lines.add(new FlexLine());
        taken = next;
      } else {
        taken += gap + next;
      }
      last(lines).items.add(item);
    }
    return lines;
  }

  private static FlexLine last(List<FlexLine> lines) {
    return lines.get(lines.size() - 1);
  }

  private static double columnHeight(Space space, List<FlexLine> lines, double gap) {
    if (space.height().isPresent()) {
      return space.clampHeight(space.height().getAsDouble());
    }
    double longest = 0;
    for (FlexLine line : lines) {
      double total = gap * (line.items.size() - 1);
      for (FlexItem item : line.items) {
        total += item.outerHypothetical();
      }
      longest = Math.max(longest, total);
    }
    return space.clampHeight(longest);
  }

  /** Section 9.4, steps 8 to 11, and 9.6, step 16; returns the container's cross size. */
  private double sizeLines(List<FlexLine> lines, Space space) {
    boolean row = container.isRow();
    OptionalDouble definite = row ? space.height() : OptionalDouble.of(space.width());
    double gap =
        row
            ? container.rowGap().orZero(space.height())
            : container.columnGap().orZero(OptionalDouble.of(space.width()));
    double taken = gap * Math.max(0, lines.size() - 1);
    for (FlexLine line : lines) {
      line.sizeAcross(container.alignItems());
      taken += line.cross;
    }
    double cross = row ? space.clampHeight(definite.orElse(taken)) : definite.orElse(taken);
    if (!container.wraps()) {
      lines.forEach(line -> line.cross = cross);
      taken = cross;
    }
    double free = cross - taken;
    if (container.alignContent().stretches() && free > 0 && !lines.isEmpty()) {
      double more = free / lines.size();
      lines.forEach(line -> line.cross += more);
      free = 0;
    }
    Distribution spread =
        Distribution.of(
            container.alignContent(),
            free,
            Math.max(1, lines.size()),
            container.wrap() == FlexContainer.Wrap.WRAP_REVERSE);
    double at = spread.start();
    for (FlexLine line : lines) {
      line.crossOffset = at;
      at += line.cross + gap + spread.between();
      stretch(line);
    }
    return cross;
  }

  private void stretch(FlexLine line) {
    for (FlexItem item : line.items) {
      if (item.crossStretches(item.item.alignSelf().or(container.alignItems()))) {
        item.stretch(line.cross);
      }
    }
  }

  private FlexResult result(List<FlexLine> lines, double main, double cross, double height) {
    boolean row = container.isRow();
    boolean flipped = container.wrap() == FlexContainer.Wrap.WRAP_REVERSE;
    Rect[] rects = new Rect[items.size()];
    List<FlexResult.Line> places = new ArrayList<>();
    for (FlexLine line : lines) {
      double lineOffset = flipped ? cross - line.crossOffset - line.cross : line.crossOffset;
      List<Integer> order = new ArrayList<>();
      for (FlexItem item : line.items) {
        double along =
            container.isReversed() ? main - item.mainOffset - item.target : item.mainOffset;
        double across = lineOffset + item.crossOffset;
        double x = row ? along : across;
        double width = row ? item.target : item.cross;
        if (container.rightToLeft()) {
          x = (row ? main : cross) - x - width;
        }
        rects[item.index] =
            new Rect(x, row ? across : along, width, row ? item.cross : item.target);
        order.add(item.index);
      }
      if (container.isReversed() != (row && container.rightToLeft())) {
        Collections.reverse(order);
      }
      places.add(new FlexResult.Line(order, lineOffset, line.cross));
    }
    if (flipped) {
      Collections.reverse(places);
    }
    return new FlexResult(Arrays.asList(rects), places, height);
  }
}
