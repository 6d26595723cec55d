package dev.hookpress.dialect.tailpdf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Lengths;
import dev.hookpress.dialect.reading.PageSelection;
import dev.hookpress.dialect.reading.PaperSize;
import dev.hookpress.dialect.reading.PaperSizes;
import dev.hookpress.dialect.reading.ScaleReader;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads {@code pdfOptions} of TailPDF's format. A length is a CSS length or a bare number, which
 * clients send as a string too and which means CSS pixels. The names are those of the interface of
 * the browser by which the service renders, so the rest of them is read too.
 */
final class TailpdfOptions {
  private static final String FILENAME = "document.pdf";
  private static final String CUSTOM = "custom";
  private static final double MILLIMETRES_PER_PIXEL = 25.4 / 96;
  private static final int MAX_WORD_CHARACTERS = 16;
  private static final int MAX_HTML_CHARACTERS = 64 * 1024;
  private static final Margins NONE = new Margins(0, 0, 0, 0);
  private static final PageLayout PAGE =
      new PageLayout(
          PaperSize.A4.widthMillimetres(), PaperSize.A4.heightMillimetres(), false, NONE);

  private static final PaperSizes FORMATS =
      PaperSizes.of("a3", "a4", "a5", "a6", "letter", "legal", "tabloid");

  private final StrictObject options;
  private final Faults faults;

  private TailpdfOptions(StrictObject options, Faults faults) {
    this.options = options;
    this.faults = faults;
  }

  /** Returns the options; by default A4 without margins. */
  static RenderOptions read(StrictObject request, Faults faults) {
    RenderOptions standard = RenderOptions.standard(FILENAME).on(PAGE);
    return request
        .object("pdfOptions")
        .map(object -> new TailpdfOptions(object, faults).read(standard))
        .orElse(standard);
  }

  private RenderOptions read(RenderOptions standard) {
    PaperSize size = size();
    boolean landscape = options.bool("landscape").orElse(false);
    Margins margins = options.object("margin").map(this::margins).orElse(NONE);
    RenderOptions read =
        standard
            .on(size.page(landscape, margins, options.pointerTo("margin"), faults))
            .fitted(new ContentFit(ScaleReader.read(options, faults), true, false))
            .between(running("headerTemplate"), running("footerTemplate"))
            .printing(
                new PrintOptions(
                        options.bool("printBackground").orElse(true),
                        options.bool("preferCSSPageSize").orElse(true))
                    .keeping(PageSelection.read(options, "pageRanges", faults)));
    options.end();
    return read;
  }

  /** A header or footer, if they are turned on. */
  private Optional<String> running(String name) {
    Optional<String> html = options.text(name, MAX_HTML_CHARACTERS);
    return options.bool("displayHeaderFooter").orElse(false) ? html : Optional.empty();
  }

  private PaperSize size() {
    Optional<JsonNode> width = options.value("width");
    Optional<JsonNode> height = options.value("height");
    Optional<String> format =
        options.text("format", MAX_WORD_CHARACTERS).map(word -> word.toLowerCase(Locale.ROOT));
    if (format.isPresent() && !format.get().equals(CUSTOM)) {
      Optional<PaperSize> size = FORMATS.named(format.get());
      if (size.isEmpty()) {
        faults.add(
            options.pointerTo("format"),
            "Must be one of a3, a4, a5, a6, letter, legal, tabloid and custom.");
      }
      return size.orElse(PaperSize.A4);
    }
    if (format.isEmpty() && width.isEmpty() && height.isEmpty()) {
      return PaperSize.A4;
    }
    return new PaperSize(side("width", width), side("height", height));
  }

  private double side(String name, Optional<JsonNode> value) {
    double length = value.map(given -> length(given).orElse(-1)).orElse(-1.0);
    if (!PaperSize.isSide(length)) {
      faults.add(
          options.pointerTo(name),
          "Must be a CSS length or a number of pixels, from 10 mm to 2000 mm.");
      return PaperSize.MAX_MILLIMETRES;
    }
    return length;
  }

  private Margins margins(StrictObject margin) {
    Margins margins =
        new Margins(
            margin(margin, "top"),
            margin(margin, "right"),
            margin(margin, "bottom"),
            margin(margin, "left"));
    margin.end();
    return margins;
  }

  private double margin(StrictObject margin, String name) {
    double length = margin.value(name).map(value -> length(value).orElse(-1)).orElse(0.0);
    if (!PaperSize.isMargin(length)) {
      faults.add(
          margin.pointerTo(name), "Must be a CSS length or a number of pixels, from 0 to 2000 mm.");
      return 0;
    }
    return length;
  }

  private static OptionalDouble length(JsonNode value) {
    if (value.isNumber()) {
      return OptionalDouble.of(value.doubleValue() * MILLIMETRES_PER_PIXEL);
    }
    String text = value.asText();
    boolean bare = !text.isEmpty() && text.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    return bare && text.length() <= MAX_WORD_CHARACTERS ? pixels(text) : Lengths.millimetres(value);
  }

  private static OptionalDouble pixels(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text) * MILLIMETRES_PER_PIXEL);
    } catch (NumberFormatException notOne) {
      return OptionalDouble.empty();
    }
  }
}
