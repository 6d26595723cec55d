package dev.hookpress.render.css.columns;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Columns;
import dev.hookpress.render.css.measure.Measurer;
import dev.hookpress.render.css.measure.Replaced;
import dev.hookpress.render.css.measure.StyleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/** Collects the unbreakable parts of blocks: CSS Fragmentation 3, sections 3 and 4. */
final class Atoms {
  private static final int DEEPEST = 60;
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private final StyledDocument styled;
  private final Measurer measurer;
  private final List<Atom> atoms = new ArrayList<>();

  /** Edges of blocks that begin with the next atom. */
  private double edges;

  /** The margin above the next atom, which collapses with others. */
  private double margin;

  private boolean kept;
  private boolean forced;

  Atoms(StyledDocument styled, Measurer measurer) {
    this.styled = styled;
    this.measurer = measurer;
  }

  static List<Atom> of(StyledDocument styled, Measurer measurer, Element root, double width) {
    Atoms collector = new Atoms(styled, measurer);
    collector.children(root, width, 0);
    return collector.atoms;
  }

  private void children(Element parent, double width, int depth) {
    for (Element child : List.copyOf(parent.children())) {
      ComputedStyle style = styled.style(child);
      if (!Children.isHidden(child, style) && !Children.isOutOfFlow(style)) {
        block(child, style, width, depth);
      }
    }
  }

  private void block(Element block, ComputedStyle style, double width, int depth) {
    measurer.budget().spend(8);
    Item item = measurer.item(block, OptionalDouble.of(width));
    BoxStyle box = item.box();
    Edges margins = box.margin().resolve(OptionalDouble.of(width));
    double outer =
        box.width().isAuto() && box.aspectRatio().isEmpty()
            ? box.clampWidth(width - margins.horizontal(), OptionalDouble.of(width))
            : item.fitWidth(width - margins.horizontal(), OptionalDouble.of(width));
    margin = Math.max(margin, margins.top());
    kept |= style.get("break-before").startsWith("avoid");
    forced |= style.is("break-before", "column");
    boolean lines = Children.holdsText(styled, block);
    if (depth > DEEPEST || isWhole(block, style, box)) {
      double natural = item.contentHeight(outer);
      double height = box.clampHeight(box.definiteHeight(UNKNOWN).orElse(natural), UNKNOWN);
      add(block, 0, height);
    } else if (lines) {
      lines(block, style, item, outer);
    } else {
      edges += margin + box.frame().top();
      double inner = Math.max(1, outer - box.frame().horizontal());
      margin = 0;
      int before = atoms.size();
      children(block, inner, depth + 1);
      if (atoms.size() == before) {
        add(block, 0, 0);
      }
      end(box.frame().bottom());
    }
    margin = Math.max(margin, margins.bottom());
    kept = style.get("break-after").startsWith("avoid");
    forced |= style.is("break-after", "column");
  }

  private boolean isWhole(Element block, ComputedStyle style, BoxStyle box) {
    return style.get("break-inside").startsWith("avoid")
        || Replaced.isReplaced(block)
        || StyleReader.isFlex(style)
        || StyleReader.isGrid(style)
        || Columns.isColumns(style)
        || Children.isTable(style)
        || Children.isFloat(style)
        || Fragments.isInline(styled, block)
        || style.get("display").startsWith("table")
        || box.height().isLength()
        || box.aspectRatio().isPresent()
        || block.childNodeSize() == 0;
  }

  private void lines(Element block, ComputedStyle style, Item item, double outer) {
    Edges frame = item.box().frame();
    double height = item.contentHeight(outer) - frame.vertical();
    double line = measurer.lineHeight(style);
    int count = (int) Math.round(height / line);
    edges += frame.top();
    boolean even = Math.abs(count * line - height) < line / 4;
    // Where a paragraph has too few lines for both, Chromium satisfies orphans only.
    int first = kept(style, "orphans");
    int last = Math.min(kept(style, "widows"), count - first);
    if (last < 1 || !even) {
      add(block, 0, height);
    } else {
      add(block, 0, first * line);
      for (int at = first; at < count - last; at++) {
        add(block, at, line);
      }
      add(block, count - last, last * line);
    }
    end(frame.bottom());
  }

  private static int kept(ComputedStyle style, String property) {
    return (int) Math.max(1, Math.min(100, style.number(property).orElse(2)));
  }

  private void add(Element block, int line, double height) {
    atoms.add(new Atom(block, line, margin + edges, edges, height, kept, forced));
    margin = 0;
    edges = 0;
    kept = false;
    forced = false;
  }

  private void end(double below) {
    if (!atoms.isEmpty() && below > 0) {
      Atom last = atoms.remove(atoms.size() - 1);
      atoms.add(last.withMore(margin + below));
      margin = 0;
    }
  }
}
