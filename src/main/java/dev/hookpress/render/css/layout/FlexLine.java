package dev.hookpress.render.css.layout;

import java.util.ArrayList;
import java.util.List;

/** The items of one line, and their flexing: CSS Flexbox 1, section 9.7. */
final class FlexLine {
  private static final double ROUNDING = 0.0001;

  final List<FlexItem> items = new ArrayList<>();
  double cross;
  double crossOffset;

  /** Computes each item's used main size. */
  void flex(double available, double gap, Budget budget) {
    double gaps = gap * (items.size() - 1);
    double outer = gaps;
    for (FlexItem item : items) {
      outer += item.outerHypothetical();
    }
    boolean growing = outer < available;
    for (FlexItem item : items) {
      double factor = growing ? item.item.grow() : item.item.shrink();
      item.frozen =
          factor == 0
              || growing && item.base > item.hypothetical
              || !growing && item.base < item.hypothetical;
      item.target = item.frozen ? item.hypothetical : item.base;
    }
    double initial = free(available, gaps);
    while (items.stream().anyMatch(item -> !item.frozen)) {
      budget.spend(items.size());
      share(available, gaps, initial, growing);
      freeze();
    }
  }

  private double free(double available, double gaps) {
    double taken = gaps;
    for (FlexItem item : items) {
      taken += (item.frozen ? item.target : item.base) + item.marginMain();
    }
    return available - taken;
  }

  private void share(double available, double gaps, double initial, boolean growing) {
    double factors = 0;
    double scaled = 0;
    for (FlexItem item : items) {
      if (!item.frozen) {
        factors += growing ? item.item.grow() : item.item.shrink();
        scaled += scaledShrink(item);
      }
    }
    double free = free(available, gaps);
    if (factors < 1 && Math.abs(initial * factors) < Math.abs(free)) {
      free = initial * factors;
    }
    for (FlexItem item : items) {
      if (item.frozen) {
        continue;
      }
      item.target = item.base;
      if (growing) {
        item.target += free * item.item.grow() / factors;
      } else if (scaled > 0) {
        item.target += free * scaledShrink(item) / scaled;
      }
    }
  }

  private static double scaledShrink(FlexItem item) {
    BoxStyle box = item.item.box();
    double frame = item.row ? box.frame().horizontal() : box.frame().vertical();
    return item.item.shrink() * Math.max(0, item.base - frame);
  }

  private void freeze() {
    double total = 0;
    for (FlexItem item : items) {
      if (!item.frozen) {
        double clamped = Math.max(item.minMain, Math.min(item.maxMain, item.target));
        item.violation = clamped - item.target;
        item.target = clamped;
        total += item.violation;
      }
    }
    for (FlexItem item : items) {
      if (!item.frozen) {
        item.frozen =
            Math.abs(total) < ROUNDING
                || total > 0 && item.violation > 0
                || total < 0 && item.violation < 0;
      }
    }
  }

  /** Section 9.4, step 8: the cross size that the items need. */
  void sizeAcross(Align alignItems) {
    double largest = 0;
    double above = 0;
    double below = 0;
    for (FlexItem item : items) {
      if (baseline(item, alignItems)) {
        double ascent = item.ascent();
        above = Math.max(above, ascent);
        below = Math.max(below, item.outerCross() - ascent);
      } else {
        largest = Math.max(largest, item.outerCross());
      }
    }
    cross = Math.max(largest, above + below);
  }

  static boolean baseline(FlexItem item, Align alignItems) {
    return item.row
        && item.item.alignSelf().or(alignItems) == Align.BASELINE
        && !item.autoMarginCross(true).isAuto()
        && !item.autoMarginCross(false).isAuto();
  }

  /** Section 9.5. */
  void placeAlong(double available, double gap, Align justify, boolean reversed) {
    double taken = gap * (items.size() - 1);
    int autos = 0;
    for (FlexItem item : items) {
      taken += item.outerTarget();
      autos += item.autoMarginMain(true).isAuto() ? 1 : 0;
      autos += item.autoMarginMain(false).isAuto() ? 1 : 0;
    }
    double free = available - taken;
    double margin = autos > 0 && free > 0 ? free / autos : 0;
    Distribution spread =
        margin > 0
            ? new Distribution(0, 0)
            : Distribution.of(justify, free, items.size(), reversed);
    double at = spread.start();
    for (FlexItem item : items) {
      boolean before =
          reversed ? item.autoMarginMain(false).isAuto() : item.autoMarginMain(true).isAuto();
      boolean after =
          reversed ? item.autoMarginMain(true).isAuto() : item.autoMarginMain(false).isAuto();
      double startMargin =
          reversed ? item.marginMain() - item.marginMainStart() : item.marginMainStart();
      at += before ? margin : 0;
      item.mainOffset = at + startMargin;
      at += item.outerTarget() + (after ? margin : 0) + gap + spread.between();
    }
  }

  /** Section 9.6, steps 13 and 14; offsets are within the line. */
  void placeAcross(Align alignItems, boolean reversed) {
    double ascent = 0;
    for (FlexItem item : items) {
      if (baseline(item, alignItems)) {
        ascent = Math.max(ascent, item.ascent());
      }
    }
    for (FlexItem item : items) {
      double free = cross - item.outerCross();
      boolean before = item.autoMarginCross(true).isAuto();
      boolean after = item.autoMarginCross(false).isAuto();
      double shift;
      if (before || after) {
        shift = free <= 0 || !before ? 0 : after ? free / 2 : free;
      } else if (baseline(item, alignItems)) {
        shift = ascent - item.ascent();
      } else {
        shift = shift(item.item.alignSelf().or(alignItems), free, reversed);
      }
      item.crossOffset = shift + item.marginCrossStart();
    }
  }

  private static double shift(Align align, double free, boolean reversed) {
    return switch (align) {
      case CENTER -> free / 2;
      case END, RIGHT -> free;
      case FLEX_END -> reversed ? 0 : free;
      case START, LEFT -> 0;
      default -> reversed ? free : 0;
    };
  }
}
