package dev.hookpress.render.pdf.table;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.Length;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.layout.Styleable;
import com.openhtmltopdf.newtable.TableBox;
import com.openhtmltopdf.newtable.TableCellBox;
import com.openhtmltopdf.newtable.TableColumn;
import com.openhtmltopdf.newtable.TableSectionBox;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import dev.hookpress.render.css.measure.ColumnWidths;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A table of automatic layout, with columns as browsers lay them out. The engine shares room by the
 * preferred widths of columns alone, so that a column of long words takes from its neighbours.
 */
public final class AutoTable extends TableBox {
  private ColumnWidths columns;
  private LayoutContext context;
  private int[] positions;

  /** What the engine is told of the width around the table, if not the truth; or -1. */
  private int around = -1;

  private AutoTable() {}

  /**
   * Replaces the engine's tables among the children of a box that is not laid out yet.
   *
   * @param parent whose children the engine has made
   */
  public static void replaceIn(LayoutContext context, BlockBox parent) {
    if (parent.getChildrenContentType() == ContentType.BLOCK) {
      List<Box> children = parent.getChildren();
      for (int i = 0; i < children.size(); i++) {
        if (isReplaced(children.get(i))) {
          AutoTable table = of(context, (TableBox) children.get(i));
          table.setParent(parent);
          table.setIndex(i);
          children.set(i, table);
        }
      }
    } else if (parent.getChildrenContentType() == ContentType.INLINE) {
      List<Styleable> content = parent.getInlineContent();
      for (int i = 0; i < content.size(); i++) {
        if (isReplaced(content.get(i))) {
          content.set(i, of(context, (TableBox) content.get(i)));
        }
      }
    }
  }

  private static boolean isReplaced(Object box) {
    return box instanceof TableBox table
        && !(box instanceof AutoTable)
        && !table.isMarginAreaRoot()
        && (table.getStyle().isIdent(CSSName.TABLE_LAYOUT, IdentValue.AUTO)
            || table.getStyle().isAutoWidth());
  }

  private static AutoTable of(LayoutContext context, TableBox table) {
    AutoTable made = new AutoTable();
    made.setStyle(table.getStyle());
    made.setElement(table.getElement());
    made.setAnonymous(table.isAnonymous());
    made.setPseudoElementOrClass(table.getPseudoElementOrClass());
    made.setFromCaptionedTable(table.isFromCaptionedTable());
    made.setFloatedBoxData(table.getFloatedBoxData());
    made.setListCounter(table.getListCounter());
    made.setFirstLineStyle(table.getFirstLineStyle());
    made.setFirstLetterStyle(table.getFirstLetterStyle());
    made.setContainingBlock(table.getContainingBlock());
    made.setChildrenContentType(table.getChildrenContentType());
    made.addAllChildren(new ArrayList<>(table.getChildren()));
    for (TableColumn column : table.getStyleColumns()) {
      made.addStyleColumn(column);
    }
    if (table.getElement() != null && !table.isAnonymous()) {
      context.addLayoutBoxId(table.getElement(), made);
    }
    return made;
  }

  @Override
  public BlockBox copyOf() {
    AutoTable copy = new AutoTable();
    copy.setStyle(getStyle());
    copy.setElement(getElement());
    return copy;
  }

  @Override
  public void calcMinMaxWidth(LayoutContext c) {
    if (isMinMaxCalculated() && columns != null) {
      return;
    }
    around = PictureShares.room(c, this, super.getContainingBlockWidth());
    try {
      super.calcMinMaxWidth(c);
      columns = columns(c);
    } finally {
      around = -1;
    }
    int frame = marginsBordersPaddingAndSpacing(c, true);
    int least = (int) Math.ceil(columns.least()) + frame;
    int preferred = (int) Math.ceil(Math.min(columns.preferred(), Length.MAX_WIDTH)) + frame;
    Length given = getStyle().asLength(c, CSSName.WIDTH);
    if (given.isFixed() && given.value() > 0) {
      // The width of the content includes the space between columns.
      int gaps =
          getStyle().isCollapseBorders() ? 0 : (numEffCols() + 1) * getStyle().getBorderHSpacing(c);
      least = Math.max(least, getContentWidth() + frame - gaps);
      preferred = least;
    }
    setMinWidth(least);
    setMaxWidth(Math.max(least, preferred));
  }

  /** The engine takes percentages in cells of it while it works out the columns. */
  @Override
  public int getContainingBlockWidth() {
    return around < 0 ? super.getContainingBlockWidth() : around;
  }

  @Override
  public void reset(LayoutContext c) {
    super.reset(c);
    columns = null;
    positions = null;
  }

  @Override
  public void layout(LayoutContext c) {
    LayoutContext outer = context;
    positions = null;
    context = c;
    try {
      super.layout(c);
    } finally {
      context = outer;
    }
    if (getStyle().isCollapseBorders()) {
      BrokenLines.drawOnce(getChildren(), numEffCols());
    }
  }

  /** The engine asks for the first time when it has worked out its own widths. */
  @Override
  public int[] getColumnPos() {
    if (positions == null && context != null && columns != null) {
      positions = positions(context);
    }
    return positions == null ? super.getColumnPos() : positions.clone();
  }

  @Override
  public Rectangle getColumnBounds(CssContext c, int col) {
    Rectangle bounds = super.getColumnBounds(c, col);
    int column = colToEffCol(col);
    bounds.x += getColumnPos()[column] - super.getColumnPos()[column];
    return bounds;
  }

  private int[] positions(LayoutContext c) {
    int room = getWidth() - marginsBordersPaddingAndSpacing(c, false);
    double[] widths = columns.in(room);
    int gap = getStyle().getBorderHSpacing(c);
    int[] found = new int[widths.length + 1];
    double at = 0;
    for (int i = 0; i < widths.length; i++) {
      at += widths[i];
      found[i + 1] = (int) Math.round(at) + (i + 1) * gap;
    }
    return found;
  }

  private record Spanning(int column, int span, ColumnWidths.Wish wish) {}

  private ColumnWidths columns(LayoutContext c) {
    int count = numEffCols();
    ColumnWidths found = new ColumnWidths(count, getStyle().getBorderHSpacing(c));
    addStyleColumns(c, found);
    List<Spanning> spanning = new ArrayList<>();
    for (Box child : getChildren()) {
      if (child instanceof TableSectionBox section) {
        for (int row = 0; row < section.numRows(); row++) {
          addRow(c, section, row, found, spanning);
        }
      }
    }
    spanning.sort(Comparator.comparingInt(Spanning::span));
    spanning.forEach(it -> found.add(it.column(), it.span(), it.wish()));
    return found;
  }

  private void addStyleColumns(LayoutContext c, ColumnWidths found) {
    int at = 0;
    for (TableColumn column : getStyleColumns()) {
      int span = column.getStyle().getColSpan();
      CalculatedStyle style = column.getStyle();
      if (style.asLength(c, CSSName.WIDTH).isVariable() && column.getParent() != null) {
        style = column.getParent().getStyle();
      }
      Length width = style.asLength(c, CSSName.WIDTH);
      for (int i = at; i < at + span && width.value() > 0; i++) {
        int effective = colToEffCol(i);
        if (effective < numEffCols() && spanOfEffCol(effective) == 1) {
          found.add(effective, wish(0, 0, width, style));
        }
      }
      at += span;
    }
  }

  private void addRow(
      LayoutContext c,
      TableSectionBox section,
      int row,
      ColumnWidths found,
      List<Spanning> spanning) {
    TableCellBox before = null;
    for (int column = 0; column < numEffCols(); column++) {
      TableCellBox cell = section.cellAt(row, column);
      if (cell == null || cell == TableCellBox.SPANNING_CELL || cell == before) {
        continue;
      }
      before = cell;
      boolean first = row == 0 || section.cellAt(row - 1, column) != cell;
      if (!first) {
        continue;
      }
      cell.calcMinMaxWidth(c);
      int least = limited(c, cell, BlockBox::getMinWidth);
      int preferred = Math.max(least, limited(c, cell, BlockBox::getMaxWidth));
      ColumnWidths.Wish wish = wish(least, preferred, width(c, cell), cell.getStyle());
      int span = effectiveSpan(cell, column);
      if (span == 1) {
        found.add(column, wish);
      } else {
        spanning.add(new Spanning(column, span, wish));
      }
    }
  }

  /**
   * A width of a cell: the engine lets words in a block widen it, where {@code max-width} cuts them
   * off.
   */
  private static int limited(LayoutContext c, TableCellBox cell, ToIntFunction<BlockBox> width) {
    int own = width.applyAsInt(cell);
    if (cell.getChildrenContentType() != BlockBox.ContentType.BLOCK) {
      return own;
    }
    int widest = 0;
    int limited = 0;
    for (Box child : cell.getChildren()) {
      if (child instanceof BlockBox block) {
        int of = width.applyAsInt(block);
        widest = Math.max(widest, of);
        limited = Math.max(limited, Math.min(of, limit(c, block)));
      }
    }
    return own - widest + limited;
  }

  /** The margin box's greatest width. */
  private static int limit(LayoutContext c, BlockBox block) {
    CalculatedStyle style = block.getStyle();
    if (style.isMaxWidthNone() || !style.hasAbsoluteUnit(CSSName.MAX_WIDTH)) {
      return Integer.MAX_VALUE;
    }
    double frame = block.getMargin(c).width();
    if (!style.isBorderBox()) {
      frame += block.getBorder(c).width() + block.getPadding(c).width();
    }
    return (int) Math.min(Integer.MAX_VALUE, frame + style.getMaxWidth(c, 0));
  }

  private int effectiveSpan(TableCellBox cell, int from) {
    int left = cell.getStyle().getColSpan();
    int span = 0;
    while (left > 0 && from + span < numEffCols()) {
      left -= spanOfEffCol(from + span);
      span++;
    }
    return Math.max(1, span);
  }

  /** The width that a cell is given, of its border box. */
  private static Length width(LayoutContext c, TableCellBox cell) {
    Length own = cell.getStyle().asLength(c, CSSName.WIDTH);
    return own.isFixed() && cell.getStyle().isBorderBox() ? own : cell.getOuterStyleWidth(c);
  }

  private static ColumnWidths.Wish wish(
      double least, double preferred, Length width, CalculatedStyle style) {
    boolean given = width.isFixed() && width.value() > 0;
    // A length has whole percents only.
    double percent =
        width.isPercent() ? Math.max(0, style.valueByName(CSSName.WIDTH).asFloat()) : 0;
    return new ColumnWidths.Wish(
        least, given ? Math.min(width.value(), Length.MAX_WIDTH) : preferred, percent, given);
  }
}
