package dev.hookpress.render.prepared;

import java.util.Optional;
import org.jsoup.nodes.Document;

/** One part of a document, fetched and cleaned. */
public sealed interface PreparedPart {
  /** The CSS class of the element that holds an HTML part's header. */
  String HEADER_CLASS = "hookpress-header";

  /** The CSS class of the element that holds an HTML part's footer. */
  String FOOTER_CLASS = "hookpress-footer";

  /**
   * HTML without anything that acts.
   *
   * @param dom cleaned and styled; header and footer are in it
   * @param unstyled the same before anything was rewritten for the engine, in case it fails on
   *     that; empty where nothing was rewritten
   * @param baseUri what its relative references are resolved against; empty if it has none
   * @param traits what the renderer must be fitted with
   */
  record Html(Document dom, Optional<Document> unstyled, String baseUri, Traits traits)
      implements PreparedPart {}

  /** A PDF, not yet opened. */
  record Pdf(byte[] bytes) implements PreparedPart {}

  /**
   * What costs time and is left out where it is not needed.
   *
   * @param svg whether there is any SVG to draw
   * @param rightToLeft whether there is text that runs from right to left
   * @param totals whether header or footer show the number of pages
   */
  record Traits(boolean svg, boolean rightToLeft, boolean totals) {}
}
