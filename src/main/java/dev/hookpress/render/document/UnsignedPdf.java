package dev.hookpress.render.document;

import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.pdf.signature.SignatureField;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Entities;

/** Prepares a finished PDF for its signature, which the node adds. */
final class UnsignedPdf {
  private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;
  private static final int LARGEST_FONT = 10;
  private static final int SMALLEST_FONT = 3;
  private static final double LINE_HEIGHT = 1.2;
  // Of a character, in the font's size; capitals and digits included.
  private static final double USUAL_WIDTH = 0.6;

  private UnsignedPdf() {}

  /**
   * The PDF with room for a signature.
   *
   * @param renderer renders what is seen of the signature
   */
  static RenderedPdf of(
      RenderedPdf finished, RenderRequest request, Function<RenderRequest, RenderAnswer> renderer) {
    if (finished instanceof RenderedPdf.Rejected) {
      return finished;
    }
    if (!(finished instanceof RenderedPdf.Pdf pdf)) {
      return new RenderedPdf.Rejected(
          FailureCode.SIGNING_FAILED, "Only one PDF can be signed, not several files");
    }
    PdfSignature wanted = request.options().pdf().signature().orElseThrow();
    Optional<byte[]> look = Optional.empty();
    if (wanted.appearance().isPresent()) {
      RenderAnswer drawn = renderer.apply(look(wanted.appearance().get(), request));
      if (!(drawn instanceof RenderAnswer.Finished done
          && done.pdf() instanceof RenderedPdf.Pdf page)) {
        return new RenderedPdf.Rejected(
            FailureCode.SIGNING_FAILED, "The text of the signature cannot be drawn");
      }
      look = Optional.of(page.bytes());
    }
    return SignatureField.add(pdf, wanted, look, request.now());
  }

  private static RenderRequest look(PdfSignature.Appearance appearance, RenderRequest request) {
    RenderOptions options =
        RenderOptions.standard("signature.pdf")
            .on(
                new PageLayout(
                    appearance.width() / POINTS_PER_MILLIMETRE,
                    appearance.height() / POINTS_PER_MILLIMETRE,
                    false,
                    new PageLayout.Margins(0, 0, 0, 0)))
            .with(fonts(request));
    String html =
        "<html><style>html,body{margin:0;padding:0}div{font-family:sans-serif;font-size:%dpt;"
                .formatted(fontSize(appearance))
            + "line-height:%s;white-space:pre-wrap;overflow-wrap:anywhere}</style><div>%s</div>"
                .formatted(LINE_HEIGHT, Entities.escape(appearance.text()));
    return new RenderRequest(
        options,
        Optional.empty(),
        List.of(new SourcePart.InlineHtml(html)),
        Map.of(),
        Map.of(),
        true,
        request.now(),
        request.left(),
        Engine.PDFBOX);
  }

  /** PDF/A-1 wants more of the fonts that it embeds. */
  private static PdfFeatures fonts(RenderRequest request) {
    return request
        .options()
        .pdf()
        .conformance()
        .filter(it -> it.part() == 1)
        .map(PdfFeatures::of)
        .orElse(PdfFeatures.NONE);
  }

  /** The largest size at which the lines fit into the rectangle. */
  private static int fontSize(PdfSignature.Appearance appearance) {
    for (int size = LARGEST_FONT; size > SMALLEST_FONT; size--) {
      double column = Math.max(1, Math.floor(appearance.width() / (size * USUAL_WIDTH)));
      double lines =
          appearance.text().lines().mapToDouble(it -> Math.ceil((it.length() + 1) / column)).sum();
      if (lines * size * LINE_HEIGHT <= appearance.height()) {
        return size;
      }
    }
    return SMALLEST_FONT;
  }
}
