package dev.hookpress.render.pdf.conformance;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/**
 * Corrects where the links and the outline of a part lead that is not the first: the engine counts
 * pages from the part's own first one.
 */
final class PartTargets {
  private final Set<COSDictionary> corrected = new HashSet<>();

  /**
   * Corrects what a part has added.
   *
   * @param first the index of the part's first page
   */
  void correct(PDDocument document, int first) throws IOException {
    PDOutlineNode outline = document.getDocumentCatalog().getDocumentOutline();
    if (first > 0) {
      for (int i = first; i < document.getNumberOfPages(); i++) {
        for (PDAnnotation annotation : document.getPage(i).getAnnotations()) {
          if (annotation instanceof PDAnnotationLink link
              && link.getAction() instanceof PDActionGoTo inner) {
            shift(document, inner.getDestination(), first);
          }
        }
      }
    }
    if (outline != null) {
      correct(document, outline, first);
    }
  }

  private void correct(PDDocument document, PDOutlineNode node, int first) throws IOException {
    for (PDOutlineItem item : node.children()) {
      if (corrected.add(item.getCOSObject())) {
        shift(document, item.getDestination(), first);
      }
      correct(document, item, first);
    }
  }

  private static void shift(PDDocument document, PDDestination destination, int first) {
    if (first > 0 && destination instanceof PDPageDestination target) {
      int page = target.retrievePageNumber();
      if (page >= 0 && page + first < document.getNumberOfPages()) {
        target.setPage(document.getPage(page + first));
      }
    }
  }
}
