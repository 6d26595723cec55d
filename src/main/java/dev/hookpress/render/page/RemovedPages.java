package dev.hookpress.render.page;

import dev.hookpress.render.pdf.RenderGuard;
import dev.hookpress.render.pdf.SourcePdf;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * Removes everything in a PDF that refers to removed pages. A link to a removed page would fail in
 * a reader, and a page that is still referenced would remain readable in the file.
 */
final class RemovedPages {
  private static final COSName THREADS = COSName.getPDFName("Threads");

  private final PDDocument document;
  private final COSDictionary catalog;
  private final RenderGuard guard;

  /** The removed pages, their annotations and the structure elements of their content. */
  private final Set<COSBase> gone = Collections.newSetFromMap(new IdentityHashMap<>());

  RemovedPages(PDDocument document, RenderGuard guard) {
    this.document = document;
    this.catalog = document.getDocumentCatalog().getCOSObject();
    this.guard = guard;
  }

  void forget(Stream<COSDictionary> pages) {
    pages.forEach(gone::add);
    if (gone.isEmpty()) {
      return;
    }
    Destinations destinations = Destinations.of(document);
    annotations(destinations);
    COSDictionary outline = catalog.getCOSDictionary(COSName.OUTLINES);
    if (outline != null) {
      new Bookmarks(destinations, gone::contains).prune(outline);
    }
    COSBase opening = catalog.getDictionaryObject(COSName.OPEN_ACTION);
    if (opening instanceof COSArray && destinations.page(opening).filter(gone::contains).isPresent()
        || opening instanceof COSDictionary action
            && destinations.page(action).filter(gone::contains).isPresent()) {
      catalog.removeItem(COSName.OPEN_ACTION);
    }
    destinations.forget(gone::contains);
    COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
    if (form != null) {
      new FormFields(gone::contains).prune(form);
    }
    COSDictionary structure = catalog.getCOSDictionary(COSName.STRUCT_TREE_ROOT);
    if (structure != null) {
      new Structure(gone).prune(structure);
    }
    // Articles run from page to page; an article with a missing page cannot be followed.
    catalog.removeItem(THREADS);
    SourcePdf.pages(document, guard).forEach(page -> page.getCOSObject().removeItem(COSName.B));
    new ObjectGraph(document, guard::checkDeadline).takeOut(gone::contains);
  }

  /** Removes the annotations of removed pages, and links to removed pages. */
  private void annotations(Destinations destinations) {
    Set<COSBase> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PDPage page : SourcePdf.pages(document, guard)) {
      COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
      if (annotations == null) {
        continue;
      }
      COSArray left = new COSArray();
      for (int i = 0; i < annotations.size(); i++) {
        if (annotations.getObject(i) instanceof COSDictionary annotation) {
          if (destinations.page(annotation).filter(gone::contains).isPresent()) {
            gone.add(annotation);
          } else {
            kept.add(annotation);
            left.add(annotations.get(i));
          }
        }
      }
      page.getCOSObject().setItem(COSName.ANNOTS, left);
    }
    for (COSBase page : List.copyOf(gone)) {
      COSArray annotations = ((COSDictionary) page).getCOSArray(COSName.ANNOTS);
      for (int i = 0; annotations != null && i < annotations.size(); i++) {
        if (annotations.getObject(i) instanceof COSDictionary annotation
            && !kept.contains(annotation)) {
          gone.add(annotation);
        }
      }
    }
  }
}
