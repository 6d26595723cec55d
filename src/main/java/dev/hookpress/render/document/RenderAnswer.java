package dev.hookpress.render.document;

import dev.hookpress.render.pdf.RenderedPdf;
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

  /** The document has been rendered or rejected. */
  record Finished(RenderedPdf pdf) implements RenderAnswer {}
}
