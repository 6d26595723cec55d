package dev.hookpress.render.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/** Walks name trees and number trees (ISO 32000-2, 7.9.6 and 7.9.7), which may contain cycles. */
final class TreeWalker {
  private TreeWalker() {}

  /**
   * Returns the arrays of keys and values, in order.
   *
   * @param root the root of the tree, or null if there is none
   * @param key {@code Names} or {@code Nums}
   */
  static List<COSArray> of(COSDictionary root, COSName key) {
    List<COSArray> leaves = new ArrayList<>();
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSDictionary> waiting = new ArrayDeque<>();
    if (root != null) {
      waiting.push(root);
    }
    while (!waiting.isEmpty()) {
      COSDictionary node = waiting.pop();
      if (!seen.add(node)) {
        continue;
      }
      COSArray leaf = node.getCOSArray(key);
      if (leaf != null) {
        leaves.add(leaf);
      }
      COSArray kids = node.getCOSArray(COSName.KIDS);
      for (int i = kids == null ? -1 : kids.size() - 1; i >= 0; i--) {
        if (kids.getObject(i) instanceof COSDictionary kid) {
          waiting.push(kid);
        }
      }
    }
    return leaves;
  }
}
