package dev.hookpress.render.source;

import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prepares parts with given resources. */
public final class Preparing {
  private Preparing() {}

  /** Cleans and fits together; the parts must be such as need no fetching. */
  public static Preparation prepare(
      RenderLimits limits, RenderOptions options, Map<URI, byte[]> resources, List<Part> parts) {
    Assembly assembly = new Assembly(limits, options, Rendering::measure);
    Assembly.Cleaned cleaned = assembly.clean(parts.stream().map(Preparing::source).toList());
    return cleaned.rejected().isPresent()
        ? cleaned.rejected().get()
        : assembly.finish(resources, Map.of());
  }

  private static SourcePart source(Part part) {
    return part instanceof Part.Html html
        ? new SourcePart.InlineHtml(html.html())
        : new SourcePart.Pdf(((Part.PdfBytes) part).bytes());
  }

  /** Fetches and prepares in turn, as a document runs. */
  static Future<Preparation> inTurn(DocumentSources sources) {
    return sources
        .fetchParts()
        .compose(
            missing ->
                missing.isPresent()
                    ? Future.succeededFuture(
                        new Preparation.Rejected(missing.get().code(), missing.get().message()))
                    : prepared(sources));
  }

  private static Future<Preparation> prepared(DocumentSources sources) {
    DocumentPreparer preparer =
        new DocumentPreparer(
            Rendering.LIMITS,
            Rendering::measure,
            new TemplateEngine(TemplateLimits.withOutput(Rendering.LIMITS.maxHtmlBytes())));
    Preparation prepared = preparer.prepare(sources.request(Rendering.NOW, Duration.ofMinutes(1)));
    return prepared instanceof Preparation.Wanted wanted
        ? sources.fetch(wanted.sources()).compose(fetched -> prepared(sources))
        : Future.succeededFuture(prepared);
  }

  /** A stored template in Handlebars; empty without a text. */
  static Optional<TemplateSource> handlebars(String html) {
    return Optional.ofNullable(html)
        .map(text -> new TemplateSource(TemplateLanguage.HANDLEBARS, text));
  }
}
