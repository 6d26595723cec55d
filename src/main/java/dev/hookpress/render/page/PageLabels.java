package dev.hookpress.render.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Page labels (i, ii, 1, 2, A-1), the page numbers that readers show. They move with their pages.
 */
final class PageLabels {
  private final COSDictionary catalog;

  /** Label ranges by the index of their first page; empty if the PDF has no labels. */
  private final TreeMap<Integer, COSDictionary> ranges = new TreeMap<>();

  private PageLabels(COSDictionary catalog) {
    this.catalog = catalog;
  }

  static PageLabels of(PDDocument document) {
    PageLabels labels = new PageLabels(document.getDocumentCatalog().getCOSObject());
    COSDictionary tree = labels.catalog.getCOSDictionary(COSName.PAGE_LABELS);
    for (COSArray leaf : TreeWalker.of(tree, COSName.NUMS)) {
      for (int i = 0; i + 1 < leaf.size(); i += 2) {
        if (leaf.getObject(i) instanceof COSNumber first
            && leaf.getObject(i + 1) instanceof COSDictionary range) {
          labels.ranges.put(first.intValue(), range);
        }
      }
    }
    return labels;
  }

  void reorder(List<Integer> order) {
    if (ranges.isEmpty()) {
      return;
    }
    COSArray numbers = new COSArray();
    Map.Entry<Integer, COSDictionary> before = null;
    for (int i = 0; i < order.size(); i++) {
      Map.Entry<Integer, COSDictionary> range = ranges.floorEntry(order.get(i));
      boolean goesOn =
          i > 0
              && order.get(i) == order.get(i - 1) + 1
              && (range == null
                  ? before == null
                  : before != null && range.getKey().equals(before.getKey()));
      if (!goesOn) {
        numbers.add(COSInteger.get(i));
        numbers.add(range == null ? new COSDictionary() : from(range, order.get(i)));
      }
      before = range;
    }
    COSDictionary tree = new COSDictionary();
    tree.setItem(COSName.NUMS, numbers);
    catalog.setItem(COSName.PAGE_LABELS, tree);
  }

  private static COSDictionary from(Map.Entry<Integer, COSDictionary> range, int index) {
    COSDictionary moved = new COSDictionary(range.getValue());
    moved.setInt(COSName.ST, moved.getInt(COSName.ST, 1) + index - range.getKey());
    return moved;
  }
}
