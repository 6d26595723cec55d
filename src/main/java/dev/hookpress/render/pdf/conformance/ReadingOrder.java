package dev.hookpress.render.pdf.conformance;

import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.layout.Styleable;
import com.openhtmltopdf.pdfboxout.PdfBoxAccessibilityHelper;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineBox;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import dev.hookpress.render.pdf.box.BoxTree;
import dev.hookpress.render.pdf.lines.TextOrder;
import dev.hookpress.render.prepared.PreparedPart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Puts tags into the order of the document. The engine writes them as it paints: text beside
 * elements comes before them, and floats and positioned boxes, which have no parent to it, are at
 * the end.
 */
final class ReadingOrder {
  private static final int UNKNOWN = -1;

  /** The client may have given an attribute of this name another value. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** Other inline elements have no tag if a line has nothing of them but a text. */
  private static final Set<String> ALWAYS_TAGGED = Set.of("a", "abbr");

  private final Map<COSDictionary, Integer> places = new IdentityHashMap<>();
  private final List<Moved> moved = new ArrayList<>();

  /** For the tags of these boxes, which have been painted. */
  ReadingOrder(Box root) {
    read(root, null);
  }

  /**
   * Gives a tag of its own to each text beside floats and positioned boxes, so that they can be
   * between them, to each text of a line that runs from right to left, and to each inline element
   * of a language. Call after the layout, before anything is painted.
   */
  static void prepare(Box root) {
    BoxTree.visit(
        root,
        box -> {
          if (isMixed(box)) {
            lines(box).forEach(TextOrder::separate);
          }
          if (box instanceof InlineLayoutBox inline && losesLanguage(box.getElement())) {
            TextOrder.repeat(inline);
          }
        });
  }

  private static boolean losesLanguage(Element element) {
    return element != null
        && element.hasAttribute("lang")
        && !ALWAYS_TAGGED.contains(element.getNodeName());
  }

  /**
   * Whether the lines of a box do not have its content in order: floats or positioned boxes are
   * among it, or parts of it run from right to left.
   */
  private static boolean isMixed(Box box) {
    return box instanceof BlockBox block
        && block.getInlineContent() != null
        && (lines(box).stream().anyMatch(line -> !line.getNonFlowContent().isEmpty())
            || block.getInlineContent().stream().anyMatch(ReadingOrder::isRightToLeft));
  }

  private static boolean isRightToLeft(Styleable content) {
    return content instanceof InlineBox text && text.getTextDirection() == BidiSplitter.RTL;
  }

  private static List<LineBox> lines(Box box) {
    List<LineBox> lines = new ArrayList<>();
    for (Styleable child : box.getChildren()) {
      if (child instanceof LineBox line) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Reads a box within a tag. */
  private void read(Box box, COSDictionary within) {
    COSDictionary own = place(box);
    COSDictionary inner = own == null ? within : own;
    if (isMixed(box)) {
      new Paragraph((BlockBox) box, inner).read();
    } else {
      inOrder(BoxTree.children(box), ReadingOrder::source).forEach(child -> read(child, inner));
    }
  }

  /** Where a box's element is in the source, if its layout has moved it. */
  private static int source(Box box) {
    Element element = box.isAnonymous() ? null : box.getElement();
    String mark = element == null ? "" : element.getAttribute(PreparedPart.SOURCE_ORDER);
    return NUMBER.matcher(mark).matches() ? Integer.parseInt(mark) : UNKNOWN;
  }

  /** Sorts items; what has no place stays behind what it follows. */
  private static <T> List<T> inOrder(List<? extends T> items, ToIntFunction<T> place) {
    List<Placed<T>> placed = new ArrayList<>();
    int before = UNKNOWN;
    for (T item : items) {
      int own = place.applyAsInt(item);
      before = own == UNKNOWN ? before : own;
      placed.add(new Placed<>(item, before));
    }
    placed.sort(Comparator.comparingInt(Placed::place));
    return placed.stream().map(Placed::item).toList();
  }

  /** An item, and where it belongs. */
  private record Placed<T>(T item, int place) {}

  /** The box's tag, which is next; null if it has none. */
  private COSDictionary place(Box box) {
    PDStructureElement tag = PdfBoxAccessibilityHelper.getStructualElementForBox(box);
    if (tag == null) {
      return null;
    }
    places.putIfAbsent(tag.getCOSObject(), places.size());
    return tag.getCOSObject();
  }

  /** A tag, and the one that it belongs into. */
  private record Moved(COSDictionary tag, COSDictionary home) {}

  /** Reads a box of lines, with what the lines do not hold where the document has it. */
  private final class Paragraph {
    private final Element element;
    private final COSDictionary tag;
    private final List<LineBox> lines;

    /** Where the texts and boxes are in the content. */
    private final Map<Object, Integer> positions = new IdentityHashMap<>();

    private final Deque<Box> waiting = new ArrayDeque<>();
    private final Map<Element, COSDictionary> inlines = new IdentityHashMap<>();

    /** The tag of the texts of no inline element that are being read; null between them. */
    private COSDictionary open;

    Paragraph(BlockBox block, COSDictionary tag) {
      this.element = block.getElement();
      this.tag = tag;
      this.lines = lines(block);
      int position = 0;
      for (Styleable each : block.getInlineContent()) {
        positions.putIfAbsent(each instanceof InlineBox text ? text.getText() : each, position++);
      }
      List<Box> others = new ArrayList<>();
      lines.forEach(line -> others.addAll(line.getNonFlowContent()));
      others.sort(Comparator.comparingInt(this::position));
      waiting.addAll(others);
    }

    /** The position of a box or of a text, or of the first one in a box. */
    private int position(Object content) {
      if (content instanceof InlineText text) {
        return positions.getOrDefault(text.getMasterText(), UNKNOWN);
      }
      if (!(content instanceof InlineLayoutBox inline)) {
        return positions.getOrDefault(content, UNKNOWN);
      }
      int first = UNKNOWN;
      for (Object child : inline.getInlineChildren()) {
        int position = position(child);
        first = first == UNKNOWN || position < first && position != UNKNOWN ? position : first;
      }
      return first;
    }

    void read() {
      for (LineBox line : lines) {
        inOrder(BoxTree.inFlow(line), this::position).forEach(box -> flow(box, tag));
      }
      readUntil(Integer.MAX_VALUE);
    }

    private void flow(Box box, COSDictionary within) {
      readUntil(position(box));
      if (!(box instanceof InlineLayoutBox inline)) {
        ReadingOrder.this.read(box, within);
        return;
      }
      COSDictionary own = place(box);
      if (own != null && box.getElement() != null) {
        inlines.put(box.getElement(), own);
      }
      COSDictionary outer = open;
      for (Object child : inOrder(inline.getInlineChildren(), this::position)) {
        if (child instanceof Box inner) {
          flow(inner, own == null ? within : own);
        }
        open = box.getElement() == null ? own : outer;
      }
      open = outer;
    }

    /** Reads the boxes that wait and come before a position. */
    private void readUntil(int position) {
      while (!waiting.isEmpty() && position(waiting.peek()) < position) {
        Box box = waiting.remove();
        COSDictionary home = home(box);
        ReadingOrder.this.read(box, home);
        PDStructureElement own = PdfBoxAccessibilityHelper.getStructualElementForBox(box);
        if (own != null && home != null) {
          moved.add(new Moved(own.getCOSObject(), home));
        }
      }
    }

    /** The tag of the innermost inline element that a box is in, or that of the paragraph. */
    private COSDictionary home(Box box) {
      Node at = box.getElement();
      while (at != null && at != element) {
        if (inlines.containsKey(at)) {
          return inlines.get(at);
        }
        at = at.getParentNode();
      }
      return open == null ? tag : open;
    }
  }

  /** Sorts a part: puts tags into those that they belong into, and all into their order. */
  void apply(COSDictionary part) {
    move();
    sort(part);
  }

  private void move() {
    Map<COSDictionary, COSDictionary> homes = new IdentityHashMap<>();
    moved.forEach(each -> homes.put(each.tag(), each.home()));
    Map<COSDictionary, List<COSBase>> left = new IdentityHashMap<>();
    Map<COSDictionary, List<COSBase>> arriving = new IdentityHashMap<>();
    for (Moved each : moved) {
      COSDictionary from = each.tag().getCOSDictionary(COSName.P);
      if (from != null && !left.containsKey(from)) {
        List<COSBase> kept = new ArrayList<>();
        for (COSBase kid : TagTree.kids(from)) {
          COSDictionary home = kid instanceof COSDictionary ? homes.get(kid) : null;
          (home == null ? kept : arriving.computeIfAbsent(home, it -> new ArrayList<>())).add(kid);
        }
        left.put(from, kept);
      }
    }
    left.forEach(TagTree::adopt);
    arriving.forEach(
        (home, tags) -> {
          List<COSBase> kids = TagTree.kids(home);
          kids.addAll(tags);
          TagTree.adopt(home, kids);
        });
    moved.clear();
  }

  /** Sorts an element and those in it; returns where it belongs itself. */
  private int sort(COSDictionary tag) {
    Map<COSBase, Integer> found = new IdentityHashMap<>();
    int first = UNKNOWN;
    List<COSBase> kids = TagTree.kids(tag);
    for (COSBase kid : kids) {
      if (kid instanceof COSDictionary inner && inner.containsKey(COSName.S)) {
        int place = sort(inner);
        found.put(kid, place);
        first = first == UNKNOWN || place < first && place != UNKNOWN ? place : first;
      }
    }
    if (first != UNKNOWN) {
      TagTree.adopt(tag, inOrder(kids, kid -> found.getOrDefault(kid, UNKNOWN)));
    }
    return places.getOrDefault(tag, first);
  }
}
