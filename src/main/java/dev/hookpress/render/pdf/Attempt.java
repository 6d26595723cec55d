package dev.hookpress.render.pdf;

import dev.hookpress.render.prepared.PreparedPart;
import org.jsoup.nodes.Document;

/**
 * One configuration of the layout engine. The engine fails on some valid documents, mostly on
 * tables that break across pages; each attempt uses fewer features than the one before.
 */
enum Attempt {
  /** All features. */
  WHOLE,
  /** Without repeated table heads, and with breaks within rows. */
  WITHOUT_PAGINATION,
  /** The document as written by its author, without the rewriting for the engine. */
  AS_WRITTEN,
  /** Everything in flow: no floats, positions, columns or generated content. */
  SIMPLIFIED;

  boolean isPaginated() {
    return this == WHOLE;
  }

  /** Whether the engine's errors are corrected, which may itself be what it fails on. */
  boolean isCorrected() {
    return this == WHOLE || this == WITHOUT_PAGINATION;
  }

  /**
   * The document to lay out.
   *
   * @param scale of the content relative to the page
   */
  Document document(PreparedPart.Html part, double scale) {
    return isCorrected() ? part.dom(scale) : part.unstyled().orElse(part.dom());
  }
}
