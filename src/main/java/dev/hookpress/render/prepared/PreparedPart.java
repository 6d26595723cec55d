package dev.hookpress.render.prepared;

import java.util.Optional;
import org.jsoup.nodes.Document;

/** One part of a document, fetched and cleaned. */
public sealed interface PreparedPart {
  /** The CSS class of the element that holds an HTML part's header. */
  String HEADER_CLASS = "hookpress-header";

  /** The class of elements in header and footer that show the date of rendering. */
  String DATE_CLASS = "hookpress-date";

  /**
   * The attribute of elements beside which others are in another order than in the source: a number
   * that rises in the order of the source.
   */
  String SOURCE_ORDER = "data-hookpress-order";

  /** The CSS class of the element that holds an HTML part's footer. */
  String FOOTER_CLASS = "hookpress-footer";

  /**
   * HTML without scripts or other active content.
   *
   * @param dom the cleaned and styled document, including header and footer
   * @param unstyled the document before it was rewritten for the engine, as a fallback if the
   *     engine fails on the rewritten one; empty if nothing was rewritten
   * @param baseUri the base of relative references; empty if there is none
   * @param traits the features that the renderer must enable
   * @param scaling styles the document for a scaled page; empty if its styles do not depend on it
   */
  record Html(
      Document dom,
      Optional<Document> unstyled,
      String baseUri,
      Traits traits,
      Optional<Scaling> scaling)
      implements PreparedPart {

    /**
     * The styled document for content printed at a scale, to which the page is larger or smaller.
     *
     * @param scale 1 for the author's own size
     */
    public Document dom(double scale) {
      return scale == 1 ? dom : scaling.map(it -> it.at(scale)).orElse(dom);
    }
  }

  /** Styles a document again, for a page that has room for more or less at a scale. */
  @FunctionalInterface
  interface Scaling {
    Document at(double scale);
  }

  /** A PDF, not yet opened. */
  record Pdf(byte[] bytes) implements PreparedPart {}

  /**
   * Renderer features that cost time and are disabled when not needed.
   *
   * @param svg whether the document contains SVG
   * @param rightToLeft whether the document contains right-to-left text
   * @param totals whether the header or footer shows the total number of pages
   */
  record Traits(boolean svg, boolean rightToLeft, boolean totals) {}
}
