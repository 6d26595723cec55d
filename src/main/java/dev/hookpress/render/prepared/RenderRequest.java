package dev.hookpress.render.prepared;

import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.RenderOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document with the sources that have been fetched so far. The renderer either produces the PDF
 * or names further sources; it is then asked again with those, so it keeps nothing in between.
 *
 * @param operation empty: the parts are rendered; otherwise each part is an input of the operation
 * @param parts none is {@link SourcePart.Missing}
 * @param missing the URIs that could not be fetched, and why
 * @param last whether no further sources are fetched: the renderer does without
 * @param now the PDF's creation date
 * @param left of the document's deadline
 * @param engine {@code PDFBOX} renders whatever it is; {@code CHROMIUM} always answers with the
 *     pages for a browser, and {@code AUTO} if the fast engine does not understand them
 */
public record RenderRequest(
    RenderOptions options,
    Optional<PdfOperation> operation,
    List<SourcePart> parts,
    Map<URI, FetchedResource> resources,
    Map<URI, String> missing,
    boolean last,
    Instant now,
    Duration left,
    Engine engine) {
  public RenderRequest {
    parts = List.copyOf(parts);
    // In order: the warnings of a document are the same at every try.
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
  }

  /** A document for the fast engine. */
  public RenderRequest(
      RenderOptions options,
      Optional<PdfOperation> operation,
      List<SourcePart> parts,
      Map<URI, FetchedResource> resources,
      Map<URI, String> missing,
      boolean last,
      Instant now,
      Duration left) {
    this(options, operation, parts, resources, missing, last, now, left, Engine.PDFBOX);
  }

  /** A copy for an engine. */
  public RenderRequest by(Engine other) {
    return new RenderRequest(options, operation, parts, resources, missing, last, now, left, other);
  }

  /** A copy with another rest of the deadline. */
  public RenderRequest within(Instant at, Duration rest) {
    return new RenderRequest(options, operation, parts, resources, missing, last, at, rest, engine);
  }
}
