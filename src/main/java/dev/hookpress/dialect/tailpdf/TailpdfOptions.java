package dev.hookpress.dialect.tailpdf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Lengths;
import dev.hookpress.dialect.reading.ScaleReader;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.ContentFit;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads {@code pdfOptions} of TailPDF's format. A length is a CSS length or a bare number, which
 * clients send as a string too and which means CSS pixels.
 */
final class TailpdfOptions {
  private static final String FILENAME = "document.pdf";
  private static final String CUSTOM = "custom";
  private static final double MILLIMETRES_PER_PIXEL = 25.4 / 96;
  private static final double LEAST_MILLIMETRES = 10;
  private static final double MAX_MILLIMETRES = 2000;
  // With less room no line of text fits, and the layout would make a page of every letter.
  private static final double LEAST_ROOM_MILLIMETRES = 5;
  private static final int MAX_WORD_CHARACTERS = 16;
  private static final double[] A4 = {210, 297};
  private static final Margins NONE = new Margins(0, 0, 0, 0);

  private static final Map<String, double[]> FORMATS =
      Map.of(
          "a3", new double[] {297, 420},
          "a4", A4,
          "a5", new double[] {148, 210},
          "a6", new double[] {105, 148},
          "letter", new double[] {215.9, 279.4},
          "legal", new double[] {215.9, 355.6},
          "tabloid", new double[] {279.4, 431.8});

  private final StrictObject options;
  private final Faults faults;

  private TailpdfOptions(StrictObject options, Faults faults) {
    this.options = options;
    this.faults = faults;
  }

  /** Returns the options; by default A4 without margins. */
  static RenderOptions read(StrictObject request, Faults faults) {
    RenderOptions standard =
        RenderOptions.standard(FILENAME).on(new PageLayout(A4[0], A4[1], false, NONE));
    return request
        .object("pdfOptions")
        .map(object -> new TailpdfOptions(object, faults).read(standard))
        .orElse(standard);
  }

  private RenderOptions read(RenderOptions standard) {
    double[] size = size();
    boolean landscape = options.bool("landscape").orElse(false);
    Margins margins = options.object("margin").map(this::margins).orElse(NONE);
    double width = landscape ? size[1] : size[0];
    double height = landscape ? size[0] : size[1];
    if (width - margins.leftMillimetres() - margins.rightMillimetres() < LEAST_ROOM_MILLIMETRES
        || height - margins.topMillimetres() - margins.bottomMillimetres()
            < LEAST_ROOM_MILLIMETRES) {
      faults.add(options.pointerTo("margin"), "Leaves no room on the page.");
    }
    RenderOptions read =
        standard
            .on(new PageLayout(size[0], size[1], landscape, margins))
            .fitted(new ContentFit(ScaleReader.read(options, faults), true, false))
            .printing(new PrintOptions(options.bool("printBackground").orElse(true), true));
    options.end();
    return read;
  }

  private double[] size() {
    Optional<JsonNode> width = options.value("width");
    Optional<JsonNode> height = options.value("height");
    Optional<String> format =
        options.text("format", MAX_WORD_CHARACTERS).map(word -> word.toLowerCase(Locale.ROOT));
    if (format.isPresent() && !format.get().equals(CUSTOM)) {
      double[] size = FORMATS.get(format.get());
      if (size == null) {
        faults.add(
            options.pointerTo("format"),
            "Must be one of a3, a4, a5, a6, letter, legal, tabloid and custom.");
      }
      return size == null ? A4 : size;
    }
    if (format.isEmpty() && width.isEmpty() && height.isEmpty()) {
      return A4;
    }
    return new double[] {side("width", width), side("height", height)};
  }

  private double side(String name, Optional<JsonNode> value) {
    double length = value.map(given -> length(given).orElse(-1)).orElse(-1.0);
    if (!(length >= LEAST_MILLIMETRES && length <= MAX_MILLIMETRES)) {
      faults.add(
          options.pointerTo(name),
          "Must be a CSS length or a number of pixels, from 10 mm to 2000 mm.");
      return MAX_MILLIMETRES;
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
    if (!(length >= 0 && length <= MAX_MILLIMETRES)) {
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
