package dev.hookpress.render.page;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * All objects reachable from a PDF's trailer, which are the objects of the PDF when it is written.
 */
final class ObjectGraph {
  private final PDDocument document;

  /** Called periodically, because the PDF may have very many objects. */
  private final Runnable watch;

  ObjectGraph(PDDocument document, Runnable watch) {
    this.document = document;
    this.watch = watch;
  }

  /** Visits every dictionary and stream once; the visitor may change it. */
  void dictionaries(Consumer<COSDictionary> visitor) {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> waiting = new ArrayDeque<>();
    waiting.push(document.getDocument().getTrailer());
    while (!waiting.isEmpty()) {
      COSBase next = resolved(waiting.pop());
      if (!(next instanceof COSDictionary || next instanceof COSArray) || !seen.add(next)) {
        continue;
      }
      if (seen.size() % 256 == 0) {
        watch.run();
      }
      if (next instanceof COSDictionary dictionary) {
        visitor.accept(dictionary);
        dictionary.getValues().forEach(waiting::push);
      } else {
        for (COSBase element : (COSArray) next) {
          if (element != null) {
            waiting.push(element);
          }
        }
      }
    }
  }

  /**
   * Removes every reference to these objects. In arrays a null replaces the reference, because
   * positions matter.
   */
  void takeOut(Predicate<COSBase> unwanted) {
    dictionaries(
        dictionary -> {
          for (COSName key : List.copyOf(dictionary.keySet())) {
            COSBase value = resolved(dictionary.getItem(key));
            if (unwanted.test(value)) {
              dictionary.removeItem(key);
            } else if (value instanceof COSArray array) {
              takeOut(array, unwanted);
            }
          }
        });
  }

  private static void takeOut(COSArray array, Predicate<COSBase> unwanted) {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSArray> waiting = new ArrayDeque<>(List.of(array));
    while (!waiting.isEmpty()) {
      COSArray next = waiting.pop();
      if (!seen.add(next)) {
        continue;
      }
      for (int i = 0; i < next.size(); i++) {
        COSBase value = resolved(next.get(i));
        if (unwanted.test(value)) {
          next.set(i, COSNull.NULL);
        } else if (value instanceof COSArray inner) {
          waiting.push(inner);
        }
      }
    }
  }

  private static COSBase resolved(COSBase value) {
    return value instanceof COSObject reference ? reference.getObject() : value;
  }
}
