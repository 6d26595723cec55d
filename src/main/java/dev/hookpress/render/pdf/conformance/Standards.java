package dev.hookpress.render.pdf.conformance;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Document;

/**
 * Makes the HTML parts of a PDF follow the standards that its options name. A PDF that follows none
 * has the outline and the language alone.
 */
public final class Standards {
  private final Optional<Conformance> conformance;
  private final Optional<String> language;
  private final PDDocument target;
  private final Tagging tagging = new Tagging();
  private final Outline outline = new Outline();
  private final PartTargets targets = new PartTargets();
  private Optional<String> shown = Optional.empty();

  /** Creates them for one PDF. */
  public Standards(RenderOptions options, PDDocument target) {
    this.conformance = options.pdf().conformance();
    this.language = Optional.ofNullable(options.info().get(PdfFeatures.LANGUAGE));
    this.target = target;
  }

  /** Whether programs are to read the PDF aloud. */
  public boolean isTagged() {
    return conformance.filter(Conformance::isTagged).isPresent();
  }

  /** Configures the engine for a part. */
  public void apply(PdfRendererBuilder builder, Document dom) {
    outline.read(dom);
    shown = shown.or(() -> TaggedHtml.languageTag(dom.getDocumentElement().getAttribute("lang")));
    if (conformance.isEmpty()) {
      return;
    }
    TaggedHtml.adapt(dom, language);
    builder.usePdfUaAccessibility(isTagged());
    if (conformance.get().isArchival()) {
      builder.usePdfAConformance(level(conformance.get()));
    }
  }

  /** The engine tags every PDF of level A on its own, and the others as told. */
  private static PdfAConformance level(Conformance conformance) {
    return switch (conformance.part()) {
      case 1 -> PdfAConformance.PDFA_1_B;
      case 2 -> PdfAConformance.PDFA_2_B;
      default -> PdfAConformance.PDFA_3_B;
    };
  }

  /** Call when a part is laid out, before it is written. */
  public void laidOut(PdfBoxRenderer renderer) {
    outline.add(renderer.getRootBox(), renderer.getSharedContext());
    if (isTagged()) {
      tagging.prepare(renderer.getRootBox());
    }
  }

  /**
   * Call when a part is written.
   *
   * @param first the index of its first page
   */
  public void written(PdfBoxRenderer renderer, int first) throws IOException {
    targets.correct(target, first);
    if (isTagged()) {
      tagging.take(target, first, renderer.getRootBox());
    }
  }

  /** Call when a part's pages are removed again. */
  public void undo() {
    if (isTagged()) {
      tagging.drop(target);
    }
  }

  /**
   * Call when all parts are written.
   *
   * @param warnings receives what the PDF shows otherwise than the document says
   */
  public void finish(Consumer<String> warnings) throws IOException {
    if (isTagged()) {
      tagging.finish(target);
      if (tagging.hasGaps()) {
        warnings.accept("Headings skip a level; their tags are numbered without gaps");
      }
    }
    if (conformance.filter(Conformance::isArchival).isPresent()
        && Archive.correct(target, conformance.get())) {
      warnings.accept("PDF/A-1 forbids transparency: what is transparent is drawn opaque");
    }
  }

  /** Whether what is drawn may be translucent. */
  public boolean allowTransparency() {
    return conformance.map(Conformance::allowsTransparency).orElse(true);
  }

  /** The language of the PDF: the one that its options name, or that of its first part. */
  public Optional<String> language() {
    return language.or(() -> shown);
  }
}
