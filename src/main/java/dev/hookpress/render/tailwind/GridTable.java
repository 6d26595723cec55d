package dev.hookpress.render.tailwind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Lays out a grid as a table with additional columns and rows for the gaps. */
final class GridTable {
  /** The width in pixels that {@code auto-fit} and {@code auto-fill} columns are counted for. */
  private static final double USUAL_WIDTH = 640;

  private final Boxes boxes;

  GridTable(Boxes boxes) {
    this.boxes = boxes;
  }

  /** The tracks, gaps and placed items of a table. */
  private record Plan(GridTracks tracks, double columnGap, double rowGap, List<List<Placed>> rows) {
    boolean hasGaps() {
      return columnGap > 0;
    }

    /** Whether an item takes its width from its column. */
    boolean fits(Placed place) {
      Box box = place.item().box();
      return box.get("width").isEmpty()
          || place.columns() == 1
              && tracks.tracks().get(place.column()).pixels().equals(box.width());
    }

    int tableRows(Placed place) {
      return rowGap > 0 ? 2 * place.rows() - 1 : place.rows();
    }
  }

  /**
   * An item's position and spans, in tracks and rows.
   *
   * @param item null for an empty cell
   */
  private record Placed(Item item, int column, int columns, int rows) {}

  /** Lays out a grid. Returns false, without any change, if its columns are not supported. */
  boolean layOut(Element container, Box box, List<Item> items) {
    String template = box.get("grid-template-columns").orElse("none");
    boolean sideways =
        template.equals("none") && box.get("grid-auto-flow").orElse("row").startsWith("column");
    Optional<GridTracks> tracks =
        sideways
            ? Optional.of(GridTracks.equal(items.size()))
            : GridTracks.parse(template, USUAL_WIDTH, box.columnGap());
    if (tracks.isEmpty() || tracks.get().count() == 1) {
      return false;
    }
    List<List<Placed>> rows = new GridPlaces(tracks.get().count()).rows(items);
    write(container, box, new Plan(tracks.get(), box.columnGap(), box.rowGap(), rows));
    return true;
  }

  /** Lays out items side by side, with fixed widths or with shares of the remaining space. */
  void layOutShares(Element container, Box box, List<Item> items) {
    List<GridTracks.Track> tracks =
        items.stream()
            .map(
                item ->
                    item.grows()
                        ? GridTracks.Track.share(item.share())
                        : GridTracks.Track.fixed(item.box().pixels("width", 0)))
            .toList();
    List<Placed> row = new ArrayList<>();
    for (Item item : items) {
      if (!row.isEmpty()) {
        boxes.divide(item.element(), box);
      }
      row.add(new Placed(item, row.size(), 1, 1));
    }
    write(container, box, new Plan(new GridTracks(tracks), box.columnGap(), 0, List.of(row)));
  }

  private void write(Element container, Box box, Plan plan) {
    String layout = plan.tracks().byContent() ? "" : ";table-layout:fixed";
    String height = box.innerHeight().map(pixels -> ";height:" + Page.length(pixels)).orElse("");
    Element table = boxes.add(container, "display:table;width:100%" + layout + height);
    columns(table, plan);
    String align = box.get("place-items").or(() -> box.get("align-items")).orElse("stretch");
    String justify = box.get("place-items").or(() -> box.get("justify-items")).orElse("stretch");
    boolean first = true;
    for (List<Placed> places : plan.rows()) {
      if (!first) {
        boxes.rowGap(table, plan.rowGap());
      }
      first = false;
      Element row =
          boxes.row(table, places.stream().map(Placed::item).filter(item -> item != null).toList());
      for (Placed place : places) {
        if (place.column() > 0) {
          boxes.gap(row, plan.columnGap(), plan.tableRows(place));
        }
        cell(row, place, plan, align, justify);
      }
    }
  }

  /** Declares the column widths up front, because cells that span columns cannot set them. */
  private void columns(Element table, Plan plan) {
    for (int i = 0; i < plan.tracks().count(); i++) {
      if (i > 0 && plan.hasGaps()) {
        boxes.add(table, "display:table-column;width:" + Page.length(plan.columnGap()));
      }
      GridTracks.Track track = plan.tracks().tracks().get(i);
      for (int unit = 0; unit < track.units(); unit++) {
        String width = track.pixels().map(pixels -> ";width:" + Page.length(pixels)).orElse("");
        boxes.add(table, "display:table-column" + width);
      }
    }
  }

  private void cell(Element row, Placed place, Plan plan, String align, String justify) {
    int columns = plan.tracks().columns(place.column(), place.columns(), plan.hasGaps());
    int rows = plan.tableRows(place);
    String spans =
        (columns > 1 ? ";-fs-table-cell-colspan:" + columns : "")
            + (rows > 1 ? ";-fs-table-cell-rowspan:" + rows : "");
    if (place.item() == null) {
      boxes.add(row, "display:table-cell" + spans);
      return;
    }
    Item item = place.item();
    String style = "display:table-cell;vertical-align:" + item.verticalAlign(align) + spans;
    String across =
        item.box().get("justify-self").filter(own -> !own.equals("auto")).orElse(justify);
    boolean stretched = across.equals("stretch") || across.equals("normal");
    if (stretched && item.isStretched(align) && item.canBeCell() && plan.fits(place)) {
      row.appendChild(item.element());
      boxes.place(item.element(), style);
      return;
    }
    Element cell = boxes.add(row, style);
    Element parent = stretched ? cell : boxes.shrunk(cell, Boxes.side(Optional.of(across)));
    parent.appendChild(item.element());
    boxes.block(item);
  }

  /** Places the items, row by row. */
  private static final class GridPlaces {
    /** Maximum number of rows that one item may span. */
    private static final int MAX_ROWS = 50;

    private final int tracks;
    private final List<List<Placed>> rows = new ArrayList<>();

    /** For each track, the first row in which it is free. */
    private final int[] free;

    private int row;
    private int column;

    GridPlaces(int tracks) {
      this.tracks = tracks;
      this.free = new int[tracks];
    }

    List<List<Placed>> rows(List<Item> items) {
      for (Item item : items) {
        place(item);
      }
      fill(tracks);
      return rows.stream().map(List::copyOf).toList();
    }

    private void place(Item item) {
      String whole = item.box().get("grid-column").orElse("auto");
      int span = whole.equals("1 / -1") ? tracks : number(whole, "span ").orElse(1);
      int columns = Math.max(1, Math.min(span, tracks));
      Optional<Integer> start = number(item.box().get("grid-column-start").orElse(""), "");
      int at = start.map(line -> Math.max(1, Math.min(line, tracks - columns + 1)) - 1).orElse(-1);
      int down = item.box().get("grid-row").flatMap(rowSpan -> number(rowSpan, "span ")).orElse(1);
      while (!fits(columns, at)) {
        column++;
        if (column + columns > tracks) {
          fill(tracks);
          row++;
          column = 0;
        }
      }
      fill(column);
      current().add(new Placed(item, column, columns, Math.max(1, Math.min(down, MAX_ROWS))));
      for (int i = column; i < column + columns; i++) {
        free[i] = row + Math.max(1, Math.min(down, MAX_ROWS));
      }
      column += columns;
    }

    private boolean fits(int columns, int at) {
      if (column + columns > tracks || at >= 0 && at != column) {
        return false;
      }
      for (int i = column; i < column + columns; i++) {
        if (free[i] > row) {
          return false;
        }
      }
      return true;
    }

    /** Adds empty cells for the free tracks before a column. */
    private void fill(int end) {
      for (int i = 0; i < end; i++) {
        if (free[i] <= row) {
          free[i] = row + 1;
          current().add(new Placed(null, i, 1, 1));
        }
      }
    }

    private List<Placed> current() {
      while (rows.size() <= row) {
        rows.add(new ArrayList<>());
      }
      return rows.get(row);
    }

    private static Optional<Integer> number(String text, String prefix) {
      if (!text.startsWith(prefix)) {
        return Optional.empty();
      }
      String rest = text.substring(prefix.length());
      int end = 0;
      while (end < rest.length() && end < 4 && Character.isDigit(rest.charAt(end))) {
        end++;
      }
      return end == 0 ? Optional.empty() : Optional.of(Integer.parseInt(rest.substring(0, end)));
    }
  }
}
