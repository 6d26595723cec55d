package dev.hookpress.render;

import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents that need no other source, as a renderer is asked for them. */
public final class Requests {
  private Requests() {}

  public static RenderRequest html(String html) {
    return of(Rendering.OPTIONS, Optional.empty(), new SourcePart.InlineHtml(html));
  }

  public static RenderRequest part(SourcePart part) {
    return of(Rendering.OPTIONS, Optional.empty(), part);
  }

  public static RenderRequest operation(PdfOperation operation, byte[]... pdfs) {
    SourcePart[] parts = new SourcePart[pdfs.length];
    for (int i = 0; i < pdfs.length; i++) {
      parts[i] = new SourcePart.Pdf(pdfs[i]);
    }
    return of(Rendering.OPTIONS, Optional.of(operation), parts);
  }

  public static RenderRequest of(
      RenderOptions options, Optional<PdfOperation> operation, SourcePart... parts) {
    return new RenderRequest(
        options,
        operation,
        List.of(parts),
        Map.of(),
        Map.of(),
        false,
        Rendering.NOW,
        Rendering.LIMITS.deadline());
  }

  public static RenderedPdf finished(RenderAnswer answer) {
    return ((RenderAnswer.Finished) answer).pdf();
  }
}
