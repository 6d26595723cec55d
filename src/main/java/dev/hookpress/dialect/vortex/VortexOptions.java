package dev.hookpress.dialect.vortex;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.PageSelection;
import dev.hookpress.dialect.reading.ScaleReader;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.ContentFit;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Wait;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import java.util.List;
import java.util.Optional;

/** Reads the options of Vortex PDF's format, which are fields of the request itself. */
final class VortexOptions {
  private static final String FILENAME = "document.pdf";
  private static final int MAX_HTML_CHARACTERS = 64 * 1024;

  /** The service's PDF/A is PDF/A-2b. */
  private static final PdfFeatures ARCHIVAL =
      new PdfFeatures(Optional.of(Conformance.PDFA_2B), false, List.of(), Optional.empty());

  private VortexOptions() {}

  static RenderOptions read(StrictObject request, Faults faults) {
    Optional<String> header = request.text("header_template", MAX_HTML_CHARACTERS);
    Optional<String> footer = request.text("footer_template", MAX_HTML_CHARACTERS);
    boolean printed = request.bool("render_header_footer").orElse(false);
    RenderOptions options =
        RenderOptions.standard(FILENAME)
            .on(VortexPage.read(request, faults))
            .between(printed ? header : Optional.empty(), printed ? footer : Optional.empty())
            .fitted(new ContentFit(ScaleReader.read(request, faults), true, false))
            .printing(
                new PrintOptions(
                        request.bool("include_backgrounds").orElse(true),
                        request.bool("prefer_css_page_size").orElse(false))
                    .onScreen(screen(request))
                    .keeping(PageSelection.read(request, "pages", faults)))
            .by(engine(request, faults));
    return archival(request, faults) ? options.with(ARCHIVAL) : options;
  }

  /** Whether the PDF is to be what the service calls PDF/A. */
  private static boolean archival(StrictObject request, Faults faults) {
    boolean archival =
        request.word("output_format", List.of("pdf", "pdf/a")).filter("pdf/a"::equals).isPresent();
    if (archival && request.value("pages").isPresent()) {
      faults.add(
          request.pointerTo("output_format"),
          "Cannot be pdf/a with pages: the tags are those of the whole document.");
    }
    return archival;
  }

  /** What the page is waited for, and what is run in it. */
  private static EngineOptions engine(StrictObject request, Faults faults) {
    EngineOptions engine = EngineOptions.STANDARD;
    Optional<StrictObject> wait = request.object("wait_for");
    if (wait.isPresent()) {
      faults.ofBrowsers(request.pointerTo("wait_for"));
      Optional<String> selector = wait.get().text("selector", Wait.MAX_CHARACTERS);
      Optional<String> attribute = wait.get().text("attribute", Wait.MAX_CHARACTERS);
      if (selector.isEmpty() || attribute.isEmpty()) {
        faults.add(request.pointerTo("wait_for"), "Needs a selector and an attribute.");
      } else {
        engine = engine.waiting(Wait.STANDARD.forAttribute(selector.get(), attribute.get()));
      }
      wait.get().end();
    }
    Optional<StrictObject> script = request.object("evaluate_js");
    if (script.isPresent()) {
      faults.ofBrowsers(request.pointerTo("evaluate_js"));
      Optional<String> expression = script.get().text("expression", MAX_HTML_CHARACTERS);
      if (expression.isEmpty()) {
        faults.add(request.pointerTo("evaluate_js"), "Needs an expression.");
      }
      engine = expression.map(engine::evaluating).orElse(engine);
      script.get().end();
    }
    return engine;
  }

  private static boolean screen(StrictObject request) {
    return request
        .word("emulate_media_type", List.of("print", "screen"))
        .filter("screen"::equals)
        .isPresent();
  }
}
