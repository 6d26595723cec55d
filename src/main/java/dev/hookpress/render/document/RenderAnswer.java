package dev.hookpress.render.document;

import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import java.net.URI;
import java.util.Set;

/** What a renderer answers to a request. */
public sealed interface RenderAnswer {
  /**
   * The document references sources that the request lacks; send it again with them.
   *
   * @param sources not empty; absolute http or https URIs
   */
  record Wanted(Set<URI> sources) implements RenderAnswer {}

  /**
   * The HTML parts are for a browser: print them, and send the document again with the PDFs in
   * their places.
   */
  record Browser(Preparation.ForBrowser pages) implements RenderAnswer {}

  /** The document has been rendered or rejected. */
  record Finished(RenderedPdf pdf) implements RenderAnswer {}
}
