package dev.hookpress.render.page;

import dev.hookpress.render.pdf.RenderGuard;
import dev.hookpress.render.pdf.SourcePdf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** The pages of an open PDF; reorders them in place. */
final class PageOrder {
  private final PDDocument document;
  private final RenderGuard guard;
  private final List<PDPage> pages;

  PageOrder(PDDocument document, RenderGuard guard) {
    this.document = document;
    this.guard = guard;
    this.pages = SourcePdf.pages(document, guard);
  }

  int count() {
    return pages.size();
  }

  PDPage page(int index) {
    return pages.get(index);
  }

  /**
   * Replaces the pages of the PDF with these. Everything that leads to the other pages is removed
   * with them.
   *
   * @param order indices of current pages; an index that occurs twice produces two pages
   */
  void arrange(List<Integer> order) {
    if (order.equals(IntStream.range(0, pages.size()).boxed().toList()) && allDiffer()) {
      return;
    }
    PageLabels labels = PageLabels.of(document);
    Set<COSBase> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    COSArray kids = new COSArray();
    COSDictionary root = new COSDictionary();
    for (int index : order) {
      guard.checkDeadline();
      COSDictionary page = pages.get(index).getCOSObject();
      inherit(pages.get(index));
      COSDictionary placed = kept.add(page) ? page : copy(page);
      placed.setItem(COSName.PARENT, root);
      placed.setDirect(false);
      kids.add(placed);
    }
    root.setItem(COSName.TYPE, COSName.PAGES);
    root.setItem(COSName.KIDS, kids);
    root.setInt(COSName.COUNT, kids.size());
    document.getDocumentCatalog().getCOSObject().setItem(COSName.PAGES, root);
    labels.reorder(order);
    RemovedPages removed = new RemovedPages(document, guard);
    removed.forget(pages.stream().map(PDPage::getCOSObject).filter(it -> !kept.contains(it)));
  }

  /** A page that occurs twice in the tree would receive every change twice. */
  private boolean allDiffer() {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return pages.stream().map(PDPage::getCOSObject).allMatch(seen::add);
  }

  /** Copies inherited attributes to the page, because its ancestors are about to be removed. */
  private static void inherit(PDPage page) {
    COSDictionary dictionary = page.getCOSObject();
    for (COSName key :
        List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE)) {
      COSBase value = inherited(dictionary, key);
      if (value != null) {
        dictionary.setItem(key, value);
      }
    }
  }

  private static COSBase inherited(COSDictionary page, COSName key) {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (COSDictionary node = page;
        node != null && seen.add(node);
        node = node.getCOSDictionary(COSName.PARENT)) {
      COSBase value = node.getDictionaryObject(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /**
   * Copies a page with the same content. Objects that exist only once in a PDF stay with the
   * original.
   */
  private static COSDictionary copy(COSDictionary page) {
    COSDictionary copy = new COSDictionary(page);
    copy.removeItem(COSName.STRUCT_PARENTS);
    copy.removeItem(COSName.B);
    COSArray annotations = page.getCOSArray(COSName.ANNOTS);
    if (annotations != null) {
      copy.setItem(COSName.ANNOTS, copies(annotations, copy));
    }
    return copy;
  }

  private static COSArray copies(COSArray annotations, COSDictionary page) {
    List<COSDictionary> copies = new ArrayList<>();
    for (int i = 0; i < annotations.size(); i++) {
      if (annotations.getObject(i) instanceof COSDictionary annotation
          && !COSName.POPUP.equals(annotation.getCOSName(COSName.SUBTYPE))) {
        COSDictionary copy = new COSDictionary(annotation);
        for (COSName once :
            List.of(COSName.STRUCT_PARENT, COSName.PARENT, COSName.POPUP, COSName.IRT)) {
          copy.removeItem(once);
        }
        copy.setItem(COSName.P, page);
        copies.add(copy);
      }
    }
    return new COSArray(copies);
  }
}
