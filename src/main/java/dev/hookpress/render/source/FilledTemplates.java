package dev.hookpress.render.source;

import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.template.Rendering;
import dev.hookpress.template.TemplateEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;

/** Fills stored templates with data to produce HTML, on the worker pool. */
public final class FilledTemplates {
  private final Vertx vertx;
  private final StoredTemplates stored;
  private final TemplateEngine engine;

  /**
   * Creates the filler.
   *
   * @param engine limits its output to the maximum size of an HTML part
   */
  public FilledTemplates(Vertx vertx, StoredTemplates stored, TemplateEngine engine) {
    this.vertx = vertx;
    this.stored = stored;
    this.engine = engine;
  }

  /** Returns the HTML, or the reason for a failure. */
  Future<SourcePart> part(ClientId client, Part.Template part) {
    return stored
        .html(client, part.template())
        .compose(
            html ->
                html.isEmpty()
                    ? Future.succeededFuture(unknown())
                    // Compiling and filling may take a second each.
                    : vertx.executeBlocking(() -> filled(html.get(), part.dataJson()), false));
  }

  private SourcePart filled(String html, String dataJson) {
    if (!(Json.read(dataJson.getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Tree data)) {
      return new SourcePart.Missing(
          FailureCode.TEMPLATE_FAILED, "The template's data cannot be read.");
    }
    Rendering rendering = engine.render(html, data.root());
    return rendering instanceof Rendering.Failed failed
        ? new SourcePart.Missing(failed.fault().code(), failed.fault().message())
        : new SourcePart.InlineHtml(((Rendering.Html) rendering).html());
  }

  private static SourcePart unknown() {
    return new SourcePart.Missing(
        FailureCode.TEMPLATE_INVALID, "The template that the job names is no longer stored.");
  }
}
