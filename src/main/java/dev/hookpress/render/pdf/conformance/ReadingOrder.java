package dev.hookpress.render.pdf.conformance;

import com.openhtmltopdf.pdfboxout.PdfBoxAccessibilityHelper;
import com.openhtmltopdf.render.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/**
 * Puts tags into the order of their boxes, which is that of the document. The engine writes text
 * beside elements before them.
 */
final class ReadingOrder {
  private static final int NOWHERE = Integer.MAX_VALUE;

  private final Map<COSDictionary, Integer> places = new IdentityHashMap<>();

  /** For the tags of these boxes, which have been painted. */
  ReadingOrder(Box root) {
    Boxes.visit(
        root,
        box -> {
          PDStructureElement tag = PdfBoxAccessibilityHelper.getStructualElementForBox(box);
          if (tag != null) {
            places.putIfAbsent(tag.getCOSObject(), places.size());
          }
        });
  }

  /** A kid, and where it belongs. */
  private record Placed(COSBase kid, int place) {}

  /** Sorts an element and those in it; returns where it belongs itself. */
  int sort(COSDictionary tag) {
    List<Placed> placed = new ArrayList<>();
    int first = NOWHERE;
    int before = -1;
    for (COSBase kid : TagTree.kids(tag)) {
      boolean element = kid instanceof COSDictionary inner && inner.containsKey(COSName.S);
      int place = element ? sort((COSDictionary) kid) : NOWHERE;
      first = Math.min(first, place);
      // What has no box, such as a reference to a link, stays behind what it follows.
      before = place == NOWHERE ? before : place;
      placed.add(new Placed(kid, before));
    }
    if (first != NOWHERE) {
      placed.sort(Comparator.comparingInt(Placed::place));
      TagTree.adopt(tag, placed.stream().map(Placed::kid).toList());
    }
    return places.getOrDefault(tag, first);
  }
}
