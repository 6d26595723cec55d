package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.css.measure.TextMeasure;
import dev.hookpress.render.font.FontMeasure;
import dev.hookpress.render.font.Fonts;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.WebFont;
import dev.hookpress.render.source.Preparing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Options and resources of the rendering tests. */
public final class Rendering {
  public static final Fonts FONTS = Fonts.load();
  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  public static final RenderLimits LIMITS = limits(Duration.ofSeconds(120), 2_000);
  public static final RenderOptions OPTIONS = options(null, null, Map.of(), null, null);

  /** Between the margins of {@link #OPTIONS}. */
  public static final double AREA_WIDTH_POINTS =
      (PageLayout.A4.widthMillimetres()
              - PageLayout.A4.margins().leftMillimetres()
              - PageLayout.A4.margins().rightMillimetres())
          * 72
          / 25.4;

  private Rendering() {}

  public static RenderLimits limits(Duration deadline, int maxPages) {
    return limits(deadline, maxPages, 104_857_600);
  }

  public static RenderLimits limits(Duration deadline, int maxPages, int maxOutputBytes) {
    return new RenderLimits(
        deadline,
        Duration.ofSeconds(20),
        maxPages,
        5_242_880,
        200_000,
        256,
        4_194_304,
        33_554_432,
        200,
        25_000_000,
        100_000_000,
        maxOutputBytes);
  }

  public static RenderOptions options(
      String header, String footer, Map<String, String> info, String user, String owner) {
    return RenderOptions.standard("document.pdf")
        .between(Optional.ofNullable(header), Optional.ofNullable(footer))
        .describedBy(info)
        .protectedBy(Optional.ofNullable(user), Optional.ofNullable(owner));
  }

  /** Measures text. */
  public static TextMeasure measure(List<WebFont> declared, Map<URI, byte[]> resources) {
    return new FontMeasure(FONTS, declared, resources);
  }

  public static PdfRenderer renderer(RenderLimits limits) {
    return new PdfRenderer(FONTS, limits, InstantSource.fixed(NOW));
  }

  public static Part html(String html) {
    return new Part.Html(html);
  }

  /** Cleans and fits together, with resources that are already there. */
  public static Preparation prepare(
      RenderOptions options, Map<URI, byte[]> resources, List<Part> parts) {
    return Preparing.prepare(LIMITS, options, resources, parts);
  }

  public static RenderedPdf render(RenderOptions options, Part... parts) {
    return renderer(LIMITS).render(prepared(options, parts), options);
  }

  public static RenderedPdf render(String html) {
    return render(OPTIONS, html(html));
  }

  public static Prepared prepared(RenderOptions options, Part... parts) {
    Preparation preparation = prepare(options, Map.of(), List.of(parts));
    assertThat(preparation).isInstanceOf(Prepared.class);
    return (Prepared) preparation;
  }

  public static RenderedPdf.Pdf pdf(RenderedPdf rendered) {
    assertThat(rendered).isInstanceOf(RenderedPdf.Pdf.class);
    return (RenderedPdf.Pdf) rendered;
  }

  public static String text(RenderedPdf rendered) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf(rendered).bytes())) {
      return new PDFTextStripper().getText(document);
    }
  }

  public static String text(RenderedPdf rendered, int page) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf(rendered).bytes())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      return stripper.getText(document);
    }
  }
}
