package dev.hookpress.render.pdf.signature;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;

/** Puts the widget of a field into the tags of a tagged PDF (ISO 14289-1 §7.18.4). */
final class FormTag {
  private FormTag() {}

  /** Does nothing to a PDF without tags. */
  static void add(PDDocument document, PDPage page, PDAnnotationWidget widget) {
    PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
    if (root == null || root.getParentTree() == null) {
      return;
    }
    PDStructureNode parent =
        root.getKids().stream()
            .filter(PDStructureElement.class::isInstance)
            .map(PDStructureNode.class::cast)
            .findFirst()
            .orElse(root);
    PDStructureElement form = new PDStructureElement("Form", parent);
    form.setPage(page);
    PDObjectReference reference = new PDObjectReference();
    reference.setReferencedObject(widget);
    form.appendKid(reference);
    parent.appendKid(form);
    int key = next(root);
    widget.setStructParent(key);
    entry(root.getParentTree().getCOSObject(), key, form.getCOSObject());
    root.setParentTreeNextKey(key + 1);
    page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
  }

  /** The keys of one tree grow, so a new one goes to its end. */
  private static void entry(COSDictionary tree, int key, COSDictionary element) {
    COSArray kids = tree.getCOSArray(COSName.KIDS);
    if (kids == null) {
      COSArray numbers = tree.getCOSArray(COSName.NUMS);
      if (numbers == null) {
        numbers = new COSArray();
        tree.setItem(COSName.NUMS, numbers);
      }
      add(numbers, key, element);
      return;
    }
    COSDictionary leaf = new COSDictionary();
    COSArray numbers = new COSArray();
    add(numbers, key, element);
    leaf.setItem(COSName.NUMS, numbers);
    COSArray limits = new COSArray();
    limits.add(COSInteger.get(key));
    limits.add(COSInteger.get(key));
    leaf.setItem(COSName.LIMITS, limits);
    kids.add(leaf);
  }

  private static void add(COSArray numbers, int key, COSBase element) {
    numbers.add(COSInteger.get(key));
    numbers.add(element);
  }

  /** A key after all others, also where the tree does not tell the next one. */
  private static int next(PDStructureTreeRoot root) {
    int next = Math.max(0, root.getParentTreeNextKey());
    COSArray numbers = root.getParentTree().getCOSObject().getCOSArray(COSName.NUMS);
    if (numbers != null) {
      for (int i = 0; i + 1 < numbers.size(); i += 2) {
        next = Math.max(next, numbers.getInt(i) + 1);
      }
    }
    return next;
  }
}
