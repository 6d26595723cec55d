package dev.hookpress.render.pdf.conformance;

import com.openhtmltopdf.render.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/**
 * Collects the tags of the parts of a PDF. The engine writes a tree of tags for one part, as if
 * there were no other.
 */
final class Tagging {
  private static final COSName NUMS = COSName.NUMS;

  private final List<PDStructureElement> parts = new ArrayList<>();
  private final COSArray numbers = new COSArray();
  private Map<String, Object> roles = Map.of();
  private Tags corrections = new Tags();
  private int next;
  private boolean gaps;

  /** Call when a part is laid out, before it is written. */
  void prepare(Box box) {
    corrections.rename(box);
    ReadingOrder.prepare(box);
  }

  /** Whether the headings of a part skip a level. */
  boolean hasGaps() {
    return gaps;
  }

  /**
   * Takes the tags of the part that has just been written.
   *
   * @param first the index of the part's first page
   */
  void take(PDDocument document, int first, Box box) throws IOException {
    PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
    document.getDocumentCatalog().setStructureTreeRoot(null);
    COSArray own = (COSArray) root.getParentTree().getCOSObject().getDictionaryObject(NUMS);
    List<PDPage> pages = new ArrayList<>();
    for (int i = first; i < document.getNumberOfPages(); i++) {
      pages.add(document.getPage(i));
    }
    Map<COSDictionary, Integer> keys = new IdentityHashMap<>();
    pages.forEach(page -> keys.put(page.getCOSObject(), page.getStructParents()));
    Owners owners = new Owners(keys, own);
    hide(document, pages, owners, corrections.correct(box));
    ReadingOrder order = new ReadingOrder(box);
    for (Object kid : root.getKids()) {
      PDStructureElement part = (PDStructureElement) kid;
      order.apply(part.getCOSObject());
      gaps |= TagTree.correct(part.getCOSObject());
      owners.follow(part.getCOSObject());
      parts.add(part);
    }
    for (int i = 0; i + 1 < own.size(); i += 2) {
      numbers.add(COSInteger.get(own.getInt(i) + (long) next));
      numbers.add(own.get(i + 1));
    }
    for (PDPage page : pages) {
      if (page.getStructParents() >= 0) {
        page.setStructParents(page.getStructParents() + next);
      }
      for (PDAnnotation annotation : page.getAnnotations()) {
        if (annotation.getStructParent() >= 0) {
          annotation.setStructParent(annotation.getStructParent() + next);
        }
      }
    }
    next += root.getParentTreeNextKey();
    roles = root.getRoleMap();
    corrections = new Tags();
  }

  /** Drops the tags of a part whose pages are removed again. */
  void drop(PDDocument document) {
    corrections = new Tags();
    document.getDocumentCatalog().setStructureTreeRoot(null);
  }

  /** Makes content without meaning artifacts, which assistive technology passes over. */
  private static void hide(
      PDDocument document, List<PDPage> pages, Owners owners, List<PDStructureElement> figures)
      throws IOException {
    Set<COSDictionary> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PDStructureElement figure : figures) {
      hidden.add(figure.getCOSObject());
      TagTree.remove(figure.getCOSObject().getCOSDictionary(COSName.P), figure.getCOSObject());
    }
    for (PDPage page : pages) {
      Set<Integer> contents = owners.forget(page.getStructParents(), hidden);
      if (!contents.isEmpty()) {
        Artifacts.hide(document, page, contents);
      }
    }
  }

  /** Writes the tags of all parts. */
  void finish(PDDocument document) {
    PDStructureTreeRoot root = new PDStructureTreeRoot();
    root.setRoleMap(strings(roles));
    if (parts.size() == 1) {
      root.appendKid(parts.get(0));
      parts.get(0).setParent(root);
    } else {
      PDStructureElement whole = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
      root.appendKid(whole);
      for (PDStructureElement part : parts) {
        part.setStructureType(StandardStructureTypes.PART);
        part.setParent(whole);
        whole.appendKid(part);
      }
    }
    COSDictionary tree = new COSDictionary();
    tree.setItem(NUMS, numbers);
    root.setParentTree(new PDNumberTreeNode(tree, PDStructureElement.class));
    root.setParentTreeNextKey(next);
    document.getDocumentCatalog().setStructureTreeRoot(root);
  }

  private static Map<String, String> strings(Map<String, Object> roles) {
    Map<String, String> strings = new TreeMap<>();
    roles.forEach((role, type) -> strings.put(role, String.valueOf(type)));
    return strings;
  }
}
