package dev.hookpress.render.page;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;

/**
 * Removes the structure elements of removed pages (ISO 32000-2, 14.7). An element with no content
 * left is removed too, because it may repeat a page's text.
 */
final class Structure {
  private static final COSName MARKED_CONTENT = COSName.getPDFName("MCR");
  private static final COSName OBJECT = COSName.getPDFName("OBJR");

  private final Set<COSBase> gone;
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Creates the filter.
   *
   * @param gone removed pages and annotations; removed elements are added
   */
  Structure(Set<COSBase> gone) {
    this.gone = gone;
  }

  void prune(COSDictionary root) {
    seen.add(root);
    filter(root, false);
  }

  /** Filters an element's kids; false if it becomes empty. */
  private boolean filter(COSDictionary element, boolean onGonePage) {
    COSBase kids = element.getDictionaryObject(COSName.K);
    if (kids == null) {
      return !onGonePage;
    }
    COSArray left = new COSArray();
    if (kids instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (stays(array.getObject(i), onGonePage)) {
          left.add(array.get(i));
        }
      }
    } else if (stays(kids, onGonePage)) {
      left.add(kids);
    }
    element.setItem(COSName.K, left);
    return left.size() > 0;
  }

  private boolean stays(COSBase kid, boolean onGonePage) {
    if (kid instanceof COSNumber) {
      return !onGonePage;
    }
    if (!(kid instanceof COSDictionary dictionary)) {
      return false;
    }
    COSBase page = dictionary.getDictionaryObject(COSName.PG);
    boolean here = page == null ? onGonePage : gone.contains(page);
    COSName type = dictionary.getCOSName(COSName.TYPE);
    if (MARKED_CONTENT.equals(type)) {
      return !here;
    }
    if (OBJECT.equals(type)) {
      return !here && !gone.contains(dictionary.getDictionaryObject(COSName.OBJ));
    }
    if (!seen.add(dictionary)) {
      return false;
    }
    // An element's page is the page of its own content, not of the elements below it.
    boolean stays = filter(dictionary, page != null && gone.contains(page));
    if (!stays) {
      gone.add(dictionary);
    }
    return stays;
  }
}
