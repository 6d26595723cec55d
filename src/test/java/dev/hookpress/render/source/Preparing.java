package dev.hookpress.render.source;

import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderLimits;
import java.net.URI;
import java.util.List;
import java.util.Map;

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
}
