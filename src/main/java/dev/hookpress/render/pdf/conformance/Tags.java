package dev.hookpress.render.pdf.conformance;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.layout.Styleable;
import com.openhtmltopdf.pdfboxout.PdfBoxAccessibilityHelper;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import dev.hookpress.render.pdf.box.BoxTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.w3c.dom.Element;

/** Corrects the tags that the engine writes for a part, from the elements they come from. */
final class Tags {
  private static final Set<String> LISTS = Set.of("ul", "ol");
  private static final Set<IdentValue> SECTIONS =
      Set.of(
          IdentValue.TABLE_HEADER_GROUP, IdentValue.TABLE_ROW_GROUP, IdentValue.TABLE_FOOTER_GROUP);

  private final Map<Element, String> renamed = new IdentityHashMap<>();

  /**
   * Renames lists and tables whose boxes are not nested as HTML nests them, such as a list in
   * columns: the engine leaves out of the tags what is not directly within. Call after the layout.
   */
  void rename(Box root) {
    List<Element> irregular = new ArrayList<>();
    BoxTree.visit(
        root,
        box -> {
          Element element = box.getElement();
          if (element == null || box.isAnonymous() || box.getStyle().isRunning()) {
            return;
          }
          String name = element.getNodeName();
          if (LISTS.contains(name) && !isList(box)) {
            renamed.put(element, StandardStructureTypes.L);
            irregular.add(element);
          } else if (name.equals("table") && !isTable(box)) {
            renamed.put(element, StandardStructureTypes.TABLE);
            irregular.add(element);
          }
        });
    irregular.forEach(it -> it.getOwnerDocument().renameNode(it, it.getNamespaceURI(), "div"));
  }

  private static boolean isList(Box list) {
    for (Styleable child : list.getChildren()) {
      boolean item =
          child instanceof BlockBox block
              && !block.isAnonymous()
              && block.getElement() != null
              && block.getElement().getNodeName().equals("li");
      if (!item) {
        return false;
      }
    }
    return list instanceof BlockBox;
  }

  private static boolean isTable(Box table) {
    for (Styleable child : table.getChildren()) {
      if (!SECTIONS.contains(child.getStyle().getIdent(CSSName.DISPLAY))) {
        return false;
      }
    }
    return table instanceof BlockBox;
  }

  /**
   * Corrects the tags of a part that is written.
   *
   * @return figures that have no meaning, which are to be artifacts
   */
  List<PDStructureElement> correct(Box root) {
    List<PDStructureElement> decorative = new ArrayList<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    BoxTree.visit(
        root,
        box -> {
          PDStructureElement tag = PdfBoxAccessibilityHelper.getStructualElementForBox(box);
          if (tag != null && seen.add(tag.getCOSObject())) {
            correct(box, tag, decorative);
          }
        });
    return decorative;
  }

  private void correct(Box box, PDStructureElement tag, List<PDStructureElement> decorative) {
    String type = tag.getStructureType();
    String text = Optional.ofNullable(tag.getAlternateDescription()).orElse("");
    Element element = box.getElement();
    if (type.equals(StandardStructureTypes.Figure) && text.isBlank()) {
      decorative.add(tag);
    } else if (type.equals(StandardStructureTypes.LINK) && text.isBlank()) {
      tag.getCOSObject().removeItem(COSName.ALT);
    } else if (type.equals(StandardStructureTypes.TABLE) && TaggedHtml.isDecorative(element)) {
      tag.setStructureType(StandardStructureTypes.DIV);
    } else if (element != null && !box.isAnonymous() && renamed.containsKey(element)) {
      if (!TaggedHtml.isDecorative(element)) {
        tag.setStructureType(renamed.get(element));
      }
    }
  }
}
