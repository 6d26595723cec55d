package dev.hookpress.render.css.layout;

import dev.hookpress.render.css.layout.TrackSize.Breadth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Lays out one grid container: CSS Grid 1, sections 8 to 12. */
public final class GridLayout {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private final GridContainer container;
  private final List<Item> items;
  private final Budget budget;

  public GridLayout(GridContainer container, List<Item> items, Budget budget) {
    this.container = container;
    this.items = items;
    this.budget = budget;
  }

  /** All tracks and the items' areas in them. */
  private record Grid(
      List<TrackSize> columns,
      List<TrackSize> rows,
      List<GridArea> areas,
      boolean[] noColumn,
      boolean[] noRow) {}

  /** The smallest width without overflow. */
  public double minWidth() {
    return intrinsicWidth(true);
  }

  /** The width at which no line breaks. */
  public double maxWidth() {
    return intrinsicWidth(false);
  }

  private double intrinsicWidth(boolean min) {
    Grid grid = grid(UNKNOWN, UNKNOWN);
    double gap = container.columnGap().orZero(UNKNOWN);
    double[] sizes =
        new TrackSizing(grid.columns(), grid.noColumn(), gap, UNKNOWN, min, budget)
            .size(columnItems(grid, UNKNOWN), false);
    return Arrays.stream(sizes).sum() + gap * Math.max(0, shown(grid.noColumn()) - 1);
  }

  private static int shown(boolean[] collapsed) {
    int shown = 0;
    for (boolean one : collapsed) {
      shown += one ? 0 : 1;
    }
    return shown;
  }

  /**
   * Computes the positions of all items.
   *
   * @throws Budget.Exceeded if that takes too much work
   */
  public GridResult layOut(Space space) {
    OptionalDouble width = OptionalDouble.of(space.width());
    Grid grid = grid(width, space.height());
    double columnGap = container.columnGap().orZero(width);
    double[] widths =
        new TrackSizing(grid.columns(), grid.noColumn(), columnGap, width, false, budget)
            .size(columnItems(grid, width), container.justifyContent().stretches());
    List<GridResult.Track> columns =
        tracks(widths, grid.noColumn(), columnGap, space.width(), container.justifyContent());
    double[] itemWidths = new double[items.size()];
    for (int i = 0; i < itemWidths.length; i++) {
      itemWidths[i] = itemWidth(items.get(i), extent(columns, grid.areas().get(i), true));
    }
    double rowGap = container.rowGap().orZero(space.height());
    double[] heights = rowSizes(grid, itemWidths, columns, rowGap, space);
    double taken = Arrays.stream(heights).sum() + rowGap * Math.max(0, shown(grid.noRow()) - 1);
    double height = space.clampHeight(space.height().orElse(taken));
    List<GridResult.Track> rows =
        tracks(heights, grid.noRow(), rowGap, height, container.alignContent());
    List<Rect> rects = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      GridArea area = grid.areas().get(i);
      rects.add(
          place(
              items.get(i),
              itemWidths[i],
              extent(columns, area, true),
              extent(rows, area, false),
              space.width()));
    }
    return new GridResult(rects, grid.areas(), columns, rows, height);
  }

  private Grid grid(OptionalDouble width, OptionalDouble height) {
    TrackList.Expanded columns =
        container.columns().expand(width, container.columnGap().orZero(width), budget);
    TrackList.Expanded rows =
        container.rows().expand(height, container.rowGap().orZero(height), budget);
    int columnCount = Math.max(columns.sizes().size(), container.areas().columns());
    int rowCount = Math.max(rows.sizes().size(), container.areas().rows());
    GridPlacer.Placed placed =
        new GridPlacer(container.columnFlow(), container.dense(), budget)
            .place(
                items,
                new GridLines(rowCount, rows.names(), container.areas().areas(), true),
                rowCount,
                new GridLines(columnCount, columns.names(), container.areas().areas(), false),
                columnCount);
    int lastColumn = columnCount + placed.columnsBefore();
    int lastRow = rowCount + placed.rowsBefore();
    for (GridArea area : placed.areas()) {
      lastColumn = Math.max(lastColumn, area.column() + area.columns());
      lastRow = Math.max(lastRow, area.row() + area.rows());
    }
    budget.spend(8L * (lastColumn + lastRow));
    List<TrackSize> columnSizes =
        all(columns.sizes(), placed.columnsBefore(), lastColumn, container.autoColumns());
    List<TrackSize> rowSizes =
        all(rows.sizes(), placed.rowsBefore(), lastRow, container.autoRows());
    return new Grid(
        columnSizes,
        rowSizes,
        placed.areas(),
        collapsed(columns, placed.columnsBefore(), lastColumn, placed.areas(), true),
        collapsed(rows, placed.rowsBefore(), lastRow, placed.areas(), false));
  }

  /** The explicit tracks with the implicit ones around them. */
  private static List<TrackSize> all(
      List<TrackSize> explicit, int before, int count, List<TrackSize> auto) {
    List<TrackSize> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int place = i - before;
      if (place >= 0 && place < explicit.size()) {
        all.add(explicit.get(place));
      } else {
        int step = place < 0 ? place : place - explicit.size();
        all.add(auto.get(Math.floorMod(step, auto.size())));
      }
    }
    return all;
  }

  /** The empty tracks of {@code auto-fit}. */
  private static boolean[] collapsed(
      TrackList.Expanded list, int before, int count, List<GridArea> areas, boolean column) {
    boolean[] collapsed = new boolean[count];
    Arrays.fill(collapsed, list.fitStart() + before, list.fitEnd() + before, true);
    if (list.fitEnd() > list.fitStart()) {
      for (GridArea area : areas) {
        int start = column ? area.column() : area.row();
        Arrays.fill(collapsed, start, start + (column ? area.columns() : area.rows()), false);
      }
    }
    return collapsed;
  }

  private List<TrackSizing.Spanning> columnItems(Grid grid, OptionalDouble available) {
    List<TrackSizing.Spanning> spannings = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      budget.spend(8);
      Item item = items.get(i);
      GridArea area = grid.areas().get(i);
      double min = item.widthContribution(true);
      double max = Math.max(min, item.widthContribution(false));
      List<TrackSize> spanned =
          grid.columns().subList(area.column(), area.column() + area.columns());
      double least = minimum(item, spanned, min, available, true);
      spannings.add(new TrackSizing.Spanning(area.column(), area.columns(), least, min, max));
    }
    return spannings;
  }

  /** Section 6.6: the automatic minimum size. */
  private static double minimum(
      Item item, List<TrackSize> spanned, double content, OptionalDouble available, boolean wide) {
    BoxStyle box = item.box();
    Dimension size = wide ? box.width() : box.height();
    Dimension least = wide ? box.minWidth() : box.minHeight();
    double frame =
        wide
            ? box.frame().horizontal() + box.margin().resolve(UNKNOWN).horizontal()
            : box.frame().vertical() + box.margin().resolve(UNKNOWN).vertical();
    if (size.resolve(UNKNOWN).isPresent()) {
      return content;
    }
    if (least.resolve(UNKNOWN).isPresent()) {
      double asked = least.resolve(UNKNOWN).getAsDouble();
      return Math.max(frame, box.borderBox() ? asked : asked + frame);
    }
    boolean automatic =
        !box.clipped()
            && spanned.stream().anyMatch(track -> track.min().is(Breadth.Kind.AUTO))
            && (spanned.size() == 1 || spanned.stream().noneMatch(TrackSize::isFlexible));
    if (!automatic) {
      return Math.min(frame, content);
    }
    double limit = 0;
    for (TrackSize track : spanned) {
      OptionalDouble fixed =
          track.max().is(Breadth.Kind.LENGTH) ? track.max().length().resolve(available) : UNKNOWN;
      limit += fixed.orElse(Double.MAX_VALUE);
    }
    return Math.min(content, Math.max(frame, limit));
  }

  private double[] rowSizes(
      Grid grid, double[] itemWidths, List<GridResult.Track> columns, double gap, Space space) {
    List<TrackSizing.Spanning> spannings = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      budget.spend(8);
      Item item = items.get(i);
      GridArea area = grid.areas().get(i);
      OptionalDouble across = OptionalDouble.of(extent(columns, area, true).size());
      double height =
          itemHeight(item, itemWidths[i], UNKNOWN) + item.box().margin().resolve(across).vertical();
      List<TrackSize> spanned = grid.rows().subList(area.row(), area.row() + area.rows());
      double least = minimum(item, spanned, height, space.height(), false);
      spannings.add(new TrackSizing.Spanning(area.row(), area.rows(), least, height, height));
    }
    boolean stretch = container.alignContent().stretches();
    double[] sizes =
        new TrackSizing(grid.rows(), grid.noRow(), gap, space.height(), false, budget)
            .size(spannings, stretch);
    double total = Arrays.stream(sizes).sum() + gap * Math.max(0, shown(grid.noRow()) - 1);
    if (space.height().isEmpty() && total < space.minHeight()) {
      OptionalDouble least = OptionalDouble.of(space.minHeight());
      return new TrackSizing(grid.rows(), grid.noRow(), gap, least, false, budget)
          .size(spannings, stretch);
    }
    return sizes;
  }

  /** Positions the tracks: {@code justify-content} and {@code align-content}. */
  private static List<GridResult.Track> tracks(
      double[] sizes, boolean[] collapsed, double gap, double space, Align align) {
    int shown = shown(collapsed);
    double free = space - Arrays.stream(sizes).sum() - gap * Math.max(0, shown - 1);
    Distribution spread = Distribution.of(align, free, Math.max(1, shown), false);
    List<GridResult.Track> tracks = new ArrayList<>(sizes.length);
    double at = spread.start();
    for (int i = 0; i < sizes.length; i++) {
      tracks.add(new GridResult.Track(at, sizes[i]));
      at += sizes[i] + (collapsed[i] ? 0 : gap + spread.between());
    }
    return tracks;
  }

  private static GridResult.Track extent(
      List<GridResult.Track> tracks, GridArea area, boolean column) {
    int first = column ? area.column() : area.row();
    int last = first + (column ? area.columns() : area.rows()) - 1;
    double start = tracks.get(first).start();
    return new GridResult.Track(start, tracks.get(last).end() - start);
  }

  private Align justify(Item item) {
    Align align = item.justifySelf().or(container.justifyItems());
    return align == Align.NORMAL && item.box().aspectRatio().isPresent() ? Align.START : align;
  }

  private Align align(Item item) {
    Align align = item.alignSelf().or(container.alignItems());
    return align == Align.NORMAL && item.box().aspectRatio().isPresent() ? Align.START : align;
  }

  private double itemWidth(Item item, GridResult.Track column) {
    BoxStyle box = item.box();
    OptionalDouble base = OptionalDouble.of(column.size());
    double available = Math.max(0, column.size() - box.margin().resolve(base).horizontal());
    boolean autoMargin = box.margin().left().isAuto() || box.margin().right().isAuto();
    if (justify(item).stretches() && !autoMargin && box.width().isAuto()) {
      return box.clampWidth(available, base);
    }
    if (box.width().isAuto() && box.aspectRatio().isPresent()) {
      OptionalDouble height = box.definiteHeight(UNKNOWN);
      if (height.isPresent()) {
        return box.clampWidth(box.widthFor(height.getAsDouble()), base);
      }
    }
    return item.fitWidth(available, base);
  }

  private static double itemHeight(Item item, double width, OptionalDouble base) {
    BoxStyle box = item.box();
    OptionalDouble definite = box.definiteHeight(base);
    double height =
        definite.isPresent()
            ? definite.getAsDouble()
            : box.aspectRatio().isPresent() ? box.heightFor(width) : item.contentHeight(width);
    return box.clampHeight(height, base);
  }

  private Rect place(
      Item item,
      double width,
      GridResult.Track column,
      GridResult.Track row,
      double containerWidth) {
    BoxStyle box = item.box();
    Edges margin = box.margin().resolve(OptionalDouble.of(column.size()));
    OptionalDouble base = OptionalDouble.of(row.size());
    boolean autoMargin = box.margin().top().isAuto() || box.margin().bottom().isAuto();
    double height =
        align(item).stretches() && !autoMargin && box.height().isAuto()
            ? box.clampHeight(row.size() - margin.vertical(), base)
            : itemHeight(item, width, base);
    double freeX = column.size() - width - margin.horizontal();
    double freeY = row.size() - height - margin.vertical();
    double x =
        column.start()
            + margin.left()
            + shift(box.margin().left(), box.margin().right(), justify(item), freeX);
    double y =
        row.start()
            + margin.top()
            + shift(box.margin().top(), box.margin().bottom(), align(item), freeY);
    double left = container.rightToLeft() ? containerWidth - x - width : x;
    return new Rect(left, y, width, height);
  }

  private static double shift(Dimension before, Dimension after, Align align, double free) {
    if (before.isAuto() || after.isAuto()) {
      return free <= 0 || !before.isAuto() ? 0 : after.isAuto() ? free / 2 : free;
    }
    return switch (align) {
      case CENTER -> free / 2;
      case END, FLEX_END, RIGHT -> free;
      default -> 0;
    };
  }
}
