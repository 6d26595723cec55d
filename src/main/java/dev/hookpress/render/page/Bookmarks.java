package dev.hookpress.render.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/**
 * Removes bookmarks to removed pages from an outline. A bookmark that has other bookmarks below it
 * stays as their heading.
 */
final class Bookmarks {
  private final Destinations destinations;
  private final Predicate<COSBase> gone;
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  Bookmarks(Destinations destinations, Predicate<COSBase> gone) {
    this.destinations = destinations;
    this.gone = gone;
  }

  void prune(COSDictionary outline) {
    seen.add(outline);
    relink(outline, kept(outline));
  }

  private List<COSDictionary> kept(COSDictionary parent) {
    List<COSDictionary> kept = new ArrayList<>();
    COSDictionary next = parent.getCOSDictionary(COSName.FIRST);
    while (next != null && seen.add(next)) {
      COSDictionary item = next;
      next = item.getCOSDictionary(COSName.NEXT);
      List<COSDictionary> below = kept(item);
      boolean leadsNowhere = destinations.page(item).filter(gone).isPresent();
      if (leadsNowhere) {
        item.removeItem(COSName.DEST);
        item.removeItem(COSName.A);
      }
      if (!leadsNowhere || !below.isEmpty()) {
        relink(item, below);
        kept.add(item);
      }
    }
    return kept;
  }

  private static void relink(COSDictionary parent, List<COSDictionary> items) {
    boolean open = parent.getInt(COSName.COUNT, 0) >= 0;
    if (items.isEmpty()) {
      parent.removeItem(COSName.FIRST);
      parent.removeItem(COSName.LAST);
      parent.removeItem(COSName.COUNT);
      return;
    }
    int shown = 0;
    for (int i = 0; i < items.size(); i++) {
      COSDictionary item = items.get(i);
      item.setItem(COSName.PARENT, parent);
      item.removeItem(COSName.PREV);
      item.removeItem(COSName.NEXT);
      if (i > 0) {
        item.setItem(COSName.PREV, items.get(i - 1));
        items.get(i - 1).setItem(COSName.NEXT, item);
      }
      shown += 1 + Math.max(0, item.getInt(COSName.COUNT, 0));
    }
    parent.setItem(COSName.FIRST, items.get(0));
    parent.setItem(COSName.LAST, items.get(items.size() - 1));
    parent.setInt(COSName.COUNT, open ? shown : -shown);
  }
}
