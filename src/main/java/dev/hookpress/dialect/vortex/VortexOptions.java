package dev.hookpress.dialect.vortex;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.PageSelection;
import dev.hookpress.dialect.reading.ScaleReader;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.ContentFit;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import java.util.List;
import java.util.Optional;

/** Reads the options of Vortex PDF's format, which are fields of the request itself. */
final class VortexOptions {
  private static final String FILENAME = "document.pdf";
  private static final int MAX_HTML_CHARACTERS = 64 * 1024;

  /** Fields that only a browser can honour, and why they have no effect here. */
  private static final List<String> OF_BROWSERS = List.of("wait_for", "evaluate_js");

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
                    .keeping(PageSelection.read(request, "pages", faults)));
    refused(request, faults);
    passedOver(request, faults);
    return options;
  }

  /** A PDF without what these ask for would not be what the client believes it has. */
  private static void refused(StrictObject request, Faults faults) {
    if (request
        .word("output_format", List.of("pdf", "pdf/a"))
        .filter("pdf/a"::equals)
        .isPresent()) {
      faults.add(
          request.pointerTo("output_format"), "PDF/A is not offered; leave it out or ask for pdf.");
    }
  }

  private static void passedOver(StrictObject request, Faults faults) {
    for (String name : OF_BROWSERS) {
      if (request.value(name).isPresent()) {
        faults.withoutEffect(request.pointerTo(name), "pages are rendered without scripts.");
      }
    }
  }

  private static boolean screen(StrictObject request) {
    return request
        .word("emulate_media_type", List.of("print", "screen"))
        .filter("screen"::equals)
        .isPresent();
  }
}
