package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import dev.hookpress.job.document.RenderOptions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the page options of {@code htmltopdf}. Lengths are in inches. */
final class AdobePage {
  private static final double MILLIMETRES_AN_INCH = 25.4;
  private static final double LEAST_INCHES = 0.4;
  private static final double MAX_INCHES = 78;
  // The defaults in Adobe's documentation: letter paper, landscape.
  private static final double STANDARD_WIDTH_INCHES = 11;
  private static final double STANDARD_HEIGHT_INCHES = 8.5;
  // The default print margin of browsers; on small pages, at most a quarter of the shorter side.
  private static final double MARGIN_MILLIMETRES = 10;
  private static final double LARGEST_SHARE_OF_MARGIN = 0.25;
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_JSON_CHARACTERS = 64 * 1024 * 1024;
  private static final int MAX_WAIT_MILLIS = 3_600_000;

  /** Shows the page's own address as its file. */
  static final String URL = "<span class=\"url\"></span>";

  private static final String HEADER =
      line("<span class=\"date\"></span>", "<span class=\"title\"></span>");
  private static final String PAGE_OF_PAGES =
      "<span class=\"pageNumber\"></span>/<span class=\"totalPages\"></span>";

  private AdobePage() {}

  /**
   * Reads the options.
   *
   * @param file the file's name as the footer shows it, as HTML
   */
  static RenderOptions read(StrictObject body, String file, Faults faults) {
    EngineOptions engine = engine(body, faults);
    AdobeTags.read(body, faults);
    if (body.bool("includeRenderedHtml").orElse(false)) {
      faults.add(body.pointerTo("includeRenderedHtml"), "Only false is offered.");
    }
    boolean running = body.bool("includeHeaderFooter").orElse(false);
    Optional<StrictObject> layout = body.object("pageLayout");
    double width = side(layout, "pageWidth", STANDARD_WIDTH_INCHES, faults);
    double height = side(layout, "pageHeight", STANDARD_HEIGHT_INCHES, faults);
    layout.ifPresent(StrictObject::end);
    double margin = Math.min(MARGIN_MILLIMETRES, Math.min(width, height) * LARGEST_SHARE_OF_MARGIN);
    return RenderOptions.standard(AdobeOperations.FILENAME)
        .on(new PageLayout(width, height, false, new Margins(margin, margin, margin, margin)))
        .between(
            running ? Optional.of(HEADER) : Optional.empty(),
            running ? Optional.of(line(file, PAGE_OF_PAGES)) : Optional.empty())
        .by(engine);
  }

  /** The data of the page's scripts, and how long the page is waited for at most. */
  private static EngineOptions engine(StrictObject body, Faults faults) {
    EngineOptions engine = EngineOptions.STANDARD;
    Optional<String> json =
        body.text("json", MAX_JSON_CHARACTERS)
            // Adobe's clients send an empty object where there is none.
            .filter(it -> !it.equals("{}"));
    if (json.isPresent()) {
      faults.ofBrowsers(body.pointerTo("json"));
      // It becomes a part of a script, so it must be JSON and nothing else.
      if (Json.read(json.get().getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Tree) {
        engine = engine.withData(json.get());
      } else {
        faults.add(body.pointerTo("json"), "Must be a text with a JSON object.");
      }
    }
    Optional<Integer> wait = body.integer("waitTimeToLoad", 0, MAX_WAIT_MILLIS);
    if (wait.isPresent()) {
      faults.ofBrowsers(body.pointerTo("waitTimeToLoad"));
      int bounded = Math.max(1, Math.min(wait.get(), EngineOptions.Wait.MAX_MILLISECONDS));
      engine = engine.waiting(engine.waits().atMost(bounded));
    }
    return engine;
  }

  private static String line(String left, String right) {
    return "<table style=\"width:100%;font-size:8pt\"><tr><td>"
        + left
        + "</td><td style=\"text-align:right\">"
        + right
        + "</td></tr></table>";
  }

  /** Reads the length of one side and converts it to millimetres. */
  private static double side(
      Optional<StrictObject> layout, String name, double standard, Faults faults) {
    Optional<JsonNode> value = layout.flatMap(it -> it.value(name));
    double inches = value.map(it -> it.isNumber() ? it.doubleValue() : -1).orElse(standard);
    if (!(inches >= LEAST_INCHES && inches <= MAX_INCHES)) {
      faults.add(
          layout.orElseThrow().pointerTo(name), "Must be a number of inches from 0.4 to 78.");
      return standard * MILLIMETRES_AN_INCH;
    }
    return inches * MILLIMETRES_AN_INCH;
  }
}
