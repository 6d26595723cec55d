package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.PaperSize;
import dev.hookpress.dialect.reading.PaperSizes;
import dev.hookpress.dialect.reading.ScaleReader;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Wait;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code pdf_options}, {@code single_page} and the viewport: the page, its scale, header and
 * footer. Lengths are numbers of millimetres. Requests of the current generation are rendered for
 * the screen and, without {@code pdf_options}, on one page as wide as the viewport.
 *
 * @param layout empty: the default of the format
 * @param engine what a browser waits for
 */
record EnconvertOptions(
    Optional<PageLayout> layout,
    double scale,
    Optional<String> headerHtml,
    Optional<String> footerHtml,
    PrintOptions print,
    EngineOptions engine) {
  private static final double MARGIN_MILLIMETRES = 10;
  private static final double RUNNING_MILLIMETRES = 15;
  private static final int MAX_CONTENT_CHARACTERS = 2_000;
  private static final int MAX_WORD_CHARACTERS = 16;
  private static final int MAX_SELECTOR_CHARACTERS = 1_000;
  private static final EnconvertOptions NONE =
      new EnconvertOptions(
          Optional.empty(),
          1,
          Optional.empty(),
          Optional.empty(),
          PrintOptions.STANDARD,
          EngineOptions.STANDARD);
  private static final PrintOptions SCREEN = PrintOptions.STANDARD.onScreen(true);
  private static final Margins NO_MARGINS = new Margins(0, 0, 0, 0);
  private static final double MILLIMETRES_PER_PIXEL = 25.4 / 96;
  private static final int LEAST_PIXELS = 40;
  private static final int MAX_PIXELS = 7_559;
  private static final int WIDTH_PIXELS = 1_920;
  private static final int HEIGHT_PIXELS = 1_080;

  private static final PaperSizes SIZES =
      PaperSizes.of(
          "A0", "A1", "A2", "A3", "A4", "A5", "A6", "B0", "B1", "B2", "B3", "B4", "B5", "Letter",
          "Legal", "Tabloid", "Ledger");

  /** The placeholders of header and footer, and what is filled in for them. */
  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "{{page}}", "<span class=\"pageNumber\"></span>",
          "{{total_pages}}", "<span class=\"totalPages\"></span>",
          "{{date}}", "<span class=\"date\"></span>",
          "{{title}}", "<span class=\"title\"></span>",
          "{{url}}", "<span class=\"url\"></span>");

  /** Reads the options of a web page. */
  static EnconvertOptions ofPage(StrictObject request, boolean current, Faults faults) {
    EnconvertOptions page = pageOf(request, current, faults);
    EngineOptions engine = engine(request, faults);
    return new EnconvertOptions(
        page.layout(), page.scale(), page.headerHtml(), page.footerHtml(), page.print(), engine);
  }

  /** What the page is waited for; what is not there in time is done without. */
  private static EngineOptions engine(StrictObject request, Faults faults) {
    Optional<String> selector = request.text("wait_for_selector", MAX_SELECTOR_CHARACTERS);
    int milliseconds =
        request.integer("wait_for_selector_timeout", 1, Wait.MAX_MILLISECONDS).orElse(10_000);
    for (String name : List.of("wait_for_selector", "wait_for_selector_timeout")) {
      if (request.value(name).isPresent()) {
        faults.ofBrowsers(request.pointerTo(name));
      }
    }
    EngineOptions standard = EngineOptions.STANDARD;
    return selector
        .map(it -> standard.waiting(Wait.STANDARD.forSelector(it).atMost(milliseconds)))
        .orElse(standard);
  }

  private static EnconvertOptions pageOf(StrictObject request, boolean current, Faults faults) {
    Optional<StrictObject> options = request.object("pdf_options");
    boolean single = request.bool("single_page").orElse(true);
    int width = request.integer("viewport_width", LEAST_PIXELS, MAX_PIXELS).orElse(WIDTH_PIXELS);
    int height = request.integer("viewport_height", LEAST_PIXELS, MAX_PIXELS).orElse(HEIGHT_PIXELS);
    if (options.isPresent()) {
      return new Reader(options.get(), faults).read();
    }
    if (!current) {
      return NONE;
    }
    PageLayout viewport =
        new PageLayout(
            width * MILLIMETRES_PER_PIXEL, height * MILLIMETRES_PER_PIXEL, false, NO_MARGINS);
    return new EnconvertOptions(
        Optional.of(viewport),
        1,
        Optional.empty(),
        Optional.empty(),
        single ? SCREEN.onOnePage() : SCREEN,
        EngineOptions.STANDARD);
  }

  /** Reads the options of a file: without any, A4 with margins of 10 mm. */
  static EnconvertOptions ofFile(StrictObject request, Faults faults) {
    return request
        .object("pdf_options")
        .or(() -> StrictObject.of(Json.object(), request.pointer(), faults))
        .map(object -> new Reader(object, faults).read())
        .orElse(NONE);
  }

  /** Returns these options as those of a file. */
  RenderOptions of(String filename) {
    RenderOptions options =
        RenderOptions.standard(filename)
            .between(headerHtml, footerHtml)
            .fitted(new ContentFit(scale, true, false))
            .printing(print)
            .by(engine);
    return layout.map(options::on).orElse(options);
  }

  /** Reads one {@code pdf_options} object. */
  private record Reader(StrictObject options, Faults faults) {
    EnconvertOptions read() {
      boolean landscape =
          options
              .text("orientation", MAX_WORD_CHARACTERS)
              .map(word -> orientation(word.toLowerCase(Locale.ROOT)))
              .orElse(false);
      // The sides are swapped if need be, whatever their order in the request.
      PaperSize size = size().portrait();
      Optional<Running> header = running("header");
      Optional<Running> footer = running("footer");
      Margins margins = margins(header, footer);
      PageLayout layout = size.page(landscape, margins, options.pointerTo("margins"), faults);
      double scale = ScaleReader.read(options, faults);
      if (options.bool("grayscale").orElse(false)) {
        faults.withoutEffect(options.pointerTo("grayscale"), "the PDF keeps its colours.");
      }
      options.end();
      return new EnconvertOptions(
          Optional.of(layout),
          scale,
          header.map(Running::html),
          footer.map(Running::html),
          SCREEN,
          EngineOptions.STANDARD);
    }

    private PaperSize size() {
      Optional<JsonNode> width = options.value("page_width");
      Optional<JsonNode> height = options.value("page_height");
      Optional<String> name = options.text("page_size", MAX_WORD_CHARACTERS);
      if (width.isPresent() && height.isPresent()) {
        return new PaperSize(
            side("page_width", width, PaperSize.A4.widthMillimetres()),
            side("page_height", height, PaperSize.A4.heightMillimetres()));
      }
      if (name.isPresent() && SIZES.named(name.get()).isEmpty()) {
        faults.add(
            options.pointerTo("page_size"),
            "Must be one of A0 to A6, B0 to B5, Letter, Legal, Tabloid and Ledger.");
      }
      return name.flatMap(SIZES::named).orElse(PaperSize.A4);
    }

    private boolean orientation(String word) {
      if (!List.of("portrait", "landscape").contains(word)) {
        faults.add(options.pointerTo("orientation"), "Must be portrait or landscape.");
      }
      return word.equals("landscape");
    }

    private double side(String name, Optional<JsonNode> value, double standard) {
      return number(name, value, PaperSize.LEAST_MILLIMETRES, standard);
    }

    private double number(String name, Optional<JsonNode> value, double least, double standard) {
      if (value.isEmpty()) {
        return standard;
      }
      double number = value.get().isNumber() ? value.get().doubleValue() : -1;
      if (!(number >= least && number <= PaperSize.MAX_MILLIMETRES)) {
        faults.add(
            options.pointerTo(name),
            "Must be a number of millimetres from %.0f to %.0f."
                .formatted(least, PaperSize.MAX_MILLIMETRES));
        return standard;
      }
      return number;
    }

    private Margins margins(Optional<Running> header, Optional<Running> footer) {
      Optional<StrictObject> given = options.object("margins");
      double top = margin(given, "top") + header.map(Running::height).orElse(0.0);
      double bottom = margin(given, "bottom") + footer.map(Running::height).orElse(0.0);
      Margins margins = new Margins(top, margin(given, "right"), bottom, margin(given, "left"));
      given.ifPresent(StrictObject::end);
      return margins;
    }

    private double margin(Optional<StrictObject> margins, String side) {
      if (margins.isEmpty()) {
        return MARGIN_MILLIMETRES;
      }
      Reader sides = new Reader(margins.get(), faults);
      return sides.number(side, margins.get().value(side), 0, MARGIN_MILLIMETRES);
    }

    private Optional<Running> running(String name) {
      Optional<StrictObject> given = options.object(name);
      if (given.isEmpty()) {
        return Optional.empty();
      }
      Reader running = new Reader(given.get(), faults);
      String html = given.get().text("content", MAX_CONTENT_CHARACTERS).orElse("");
      double height = running.number("height", given.get().value("height"), 1, RUNNING_MILLIMETRES);
      given.get().end();
      for (Map.Entry<String, String> each : PLACEHOLDERS.entrySet()) {
        html = html.replace(each.getKey(), each.getValue());
      }
      return html.isEmpty() ? Optional.empty() : Optional.of(new Running(html, height));
    }
  }

  /** A header or footer, whose height in millimetres adds to the margin. */
  private record Running(String html, double height) {}
}
