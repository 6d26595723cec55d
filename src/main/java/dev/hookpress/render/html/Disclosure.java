package dev.hookpress.render.html;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Applies {@code details} elements: a closed one shows only its summary. */
final class Disclosure {
  private static final String MARKER = "hookpress-disclosure";

  private Disclosure() {}

  static void apply(List<Element> all, Document dom) {
    boolean marked = dom.select("style").stream().noneMatch(Disclosure::hidesMarker);
    for (Element details : all) {
      Element summary = summary(details);
      if (!details.hasAttr("open")) {
        for (Node child : List.copyOf(details.childNodes())) {
          if (child != summary) {
            child.remove();
          }
        }
      }
      if (marked) {
        summary.prependChild(new Element(MARKER));
      }
    }
  }

  /**
   * Whether a style hides the marker in the way that authors commonly write it; a full cascade is
   * not worth its cost.
   */
  private static boolean hidesMarker(Element style) {
    String css = style.data();
    return css.contains("details-marker")
        || css.contains("summary::marker")
        || css.contains("summary") && css.contains("list-style");
  }

  private static Element summary(Element details) {
    for (Element child : details.children()) {
      if (child.normalName().equals("summary")) {
        return child;
      }
    }
    Element summary = new Element("summary").text("Details");
    details.prependChild(summary);
    return summary;
  }
}
