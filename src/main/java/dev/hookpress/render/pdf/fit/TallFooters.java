package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.newtable.TableSectionBox;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.PageBox;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The table footers that are too high to be repeated on every page: as in browsers, those of more
 * than a quarter of the page. They are rows like others, after them.
 */
public final class TallFooters {
  private static final int PART = 4;

  private static final String FOOTER = "tfoot";

  private TallFooters() {}

  /**
   * Finds them; call after layout.
   *
   * @return their positions among the {@code tfoot} elements of the document
   */
  public static Set<Integer> of(PdfBoxRenderer renderer) {
    BlockBox root = renderer.getRootBox();
    List<PageBox> pages = root.getLayer().getPages();
    NodeList footers = root.getElement().getOwnerDocument().getElementsByTagName(FOOTER);
    if (pages.size() < 2 || footers.getLength() == 0) {
      return Set.of();
    }
    CssContext css = renderer.getSharedContext().newRenderingContextInstance();
    Set<Element> tall = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(root, pages.get(0).getContentHeight(css) / PART, tall);
    Set<Integer> positions = new TreeSet<>();
    for (int i = 0; i < footers.getLength() && !tall.isEmpty(); i++) {
      if (tall.remove((Element) footers.item(i))) {
        positions.add(i);
      }
    }
    return positions;
  }

  private static void collect(Box box, int limit, Set<Element> tall) {
    if (box instanceof TableSectionBox section) {
      if (section.isFooter() && section.getHeight() > limit && section.getElement() != null) {
        tall.add(section.getElement());
      }
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      collect(box.getChild(i), limit, tall);
    }
  }

  /** Makes them rows at the end of their tables; call before layout. */
  public static void lower(Document dom, Set<Integer> positions) {
    if (positions.isEmpty()) {
      return;
    }
    NodeList found = dom.getElementsByTagName(FOOTER);
    List<Element> footers = positions.stream().map(at -> (Element) found.item(at)).toList();
    for (Element footer : footers) {
      String style = footer.getAttribute("style");
      footer.setAttribute("style", style + ";display:table-row-group!important");
      Node table = footer.getParentNode();
      table.appendChild(footer);
    }
  }
}
