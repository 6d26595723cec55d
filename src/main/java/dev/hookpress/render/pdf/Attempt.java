package dev.hookpress.render.pdf;

import dev.hookpress.render.prepared.PreparedPart;
import org.jsoup.nodes.Document;

/**
 * How a part is given to the engine. It fails on some documents that are perfectly good, mostly
 * where tables are split over pages; each attempt asks less of it than the one before.
 */
enum Attempt {
  /** All that we can do. */
  WHOLE,
  /** Tables do not repeat their heads, and rows may be split. */
  WITHOUT_PAGINATION,
  /** The document as its author wrote it, without what was rewritten for the engine. */
  AS_WRITTEN,
  /** Everything in flow: no floats, positions, columns or generated content. */
  SIMPLIFIED;

  boolean isPaginated() {
    return this == WHOLE;
  }

  /** Whether the engine's mistakes are corrected, which may be what it fails on. */
  boolean isCorrected() {
    return this == WHOLE || this == WITHOUT_PAGINATION;
  }

  Document document(PreparedPart.Html part) {
    return isCorrected() ? part.dom() : part.unstyled().orElse(part.dom());
  }
}
