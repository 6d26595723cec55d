package dev.hookpress.render.source;

import static dev.hookpress.render.prepared.PreparedPart.DATE_CLASS;
import static dev.hookpress.render.prepared.PreparedPart.FOOTER_CLASS;
import static dev.hookpress.render.prepared.PreparedPart.HEADER_CLASS;

import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Inserts header and footer into an HTML part, as running elements for the page margins. */
final class RunningParts {
  private static final Evaluator TOTALS =
      Selector.evaluatorOf("." + HEADER_CLASS + " .totalPages, ." + FOOTER_CLASS + " .totalPages");

  private RunningParts() {}

  /** Inserts them before cleaning, so that they are cleaned and counted with the part. */
  static void insert(Document dom, Optional<String> header, Optional<String> footer) {
    // At the start of the body: a running element is shown from the page on which it occurs.
    footer.ifPresent(html -> insert(dom, html, FOOTER_CLASS));
    header.ifPresent(html -> insert(dom, html, HEADER_CLASS));
  }

  /** Whether the header or footer shows the total number of pages. */
  static boolean showTotals(Document dom) {
    return dom.selectFirst(TOTALS) != null;
  }

  private static void insert(Document dom, String html, String cssClass) {
    Document fragment = Parser.htmlParser().parseInput(html, dom.baseUri());
    Element box = new Element("div").addClass(cssClass);
    for (Element style : fragment.select("style")) {
      style.remove();
      dom.head().appendChild(style);
    }
    for (Element number : fragment.select(".pageNumber, .totalPages")) {
      number.empty();
    }
    // Only where they are empty: other documents give these common names to text of their own.
    fragment.select(".title:empty").forEach(it -> it.text(dom.title()));
    fragment.select(".url:empty").forEach(it -> it.text(dom.baseUri()));
    fragment.select(".date:empty").forEach(it -> it.addClass(DATE_CLASS));
    box.appendChildren(fragment.body().childNodesCopy());
    dom.body().prependChild(box);
  }
}
