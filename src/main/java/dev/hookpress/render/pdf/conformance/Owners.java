package dev.hookpress.render.pdf.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;

/** The element that each marked content of a part's pages belongs to. */
final class Owners {
  private final Map<COSDictionary, Integer> keys;
  private final Map<Integer, COSArray> contents = new HashMap<>();

  /**
   * Reads the engine's own table.
   *
   * @param keys the number of each page
   * @param numbers pairs of a number, and the owners of that page's contents or of an annotation
   */
  Owners(Map<COSDictionary, Integer> keys, COSArray numbers) {
    this.keys = keys;
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      if (numbers.getObject(i + 1) instanceof COSArray owners) {
        contents.put(numbers.getInt(i), owners);
      }
    }
  }

  /** Takes a page's contents from the elements that are to have none; returns the contents. */
  Set<Integer> forget(int key, Set<COSDictionary> hidden) {
    Set<Integer> forgotten = new TreeSet<>();
    COSArray owners = of(key);
    for (int content = 0; !hidden.isEmpty() && content < owners.size(); content++) {
      if (owners.getObject(content) instanceof COSDictionary tag && hidden.contains(tag)) {
        forgotten.add(content);
        owners.set(content, COSNull.NULL);
      }
    }
    return forgotten;
  }

  /** Follows content into the elements that have it now. */
  void follow(COSDictionary tag) {
    for (COSBase kid : TagTree.kids(tag)) {
      if (kid instanceof COSInteger content) {
        own(tag.getCOSDictionary(COSName.PG), content.intValue(), tag);
      } else if (kid instanceof COSDictionary inner && inner.containsKey(COSName.S)) {
        follow(inner);
      } else if (kid instanceof COSDictionary reference && reference.containsKey(COSName.MCID)) {
        own(reference.getCOSDictionary(COSName.PG), reference.getInt(COSName.MCID), tag);
      }
    }
  }

  private void own(COSDictionary page, int content, COSDictionary tag) {
    Integer key = page == null ? null : keys.get(page);
    if (key != null) {
      COSArray owners = of(key);
      if (content < owners.size()) {
        owners.set(content, tag);
      }
    }
  }

  private COSArray of(int key) {
    return contents.getOrDefault(key, new COSArray());
  }
}
