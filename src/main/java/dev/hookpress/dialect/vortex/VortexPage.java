package dev.hookpress.dialect.vortex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.PaperSize;
import dev.hookpress.dialect.reading.PaperSizes;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code size}, {@code orientation} and {@code margin} of Vortex PDF's format. */
final class VortexPage {
  private static final PaperSizes PRESETS =
      PaperSizes.of(
          "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "letter", "legal",
          "tabloid", "ledger");

  private static final Map<String, Double> UNITS =
      Map.of("mm", 1.0, "cm", 10.0, "in", 25.4, "px", 25.4 / 96);

  private final StrictObject request;
  private final Faults faults;

  private VortexPage(StrictObject request, Faults faults) {
    this.request = request;
    this.faults = faults;
  }

  /** Returns the page; by default A4 in portrait, without margins. */
  static PageLayout read(StrictObject request, Faults faults) {
    return new VortexPage(request, faults).layout();
  }

  private PageLayout layout() {
    PaperSize size = request.value("size").map(this::size).orElse(PaperSize.A4);
    boolean landscape =
        request
            .word("orientation", List.of("portrait", "landscape"))
            .map("landscape"::equals)
            .orElse(false);
    Margins margins = request.object("margin").map(this::margins).orElse(new Margins(0, 0, 0, 0));
    return size.page(landscape, margins, request.pointerTo("margin"), faults);
  }

  /** The quickstart sends the name of a preset, the reference an object. */
  private PaperSize size(JsonNode value) {
    if (value.isTextual()) {
      return preset(value.textValue(), request.pointerTo("size"));
    }
    Optional<StrictObject> object = request.object("size");
    if (object.isEmpty()) {
      return PaperSize.A4;
    }
    StrictObject size = object.get();
    Optional<JsonNode> preset = size.value("preset");
    double unit = unit(size);
    Optional<JsonNode> width = size.value("width");
    Optional<JsonNode> height = size.value("height");
    size.end();
    if (preset.isPresent()) {
      return preset(preset.get().asText(), size.pointerTo("preset"));
    }
    if (width.isEmpty() && height.isEmpty()) {
      return PaperSize.A4;
    }
    return new PaperSize(side(size, "width", width, unit), side(size, "height", height, unit));
  }

  private PaperSize preset(String name, String pointer) {
    Optional<PaperSize> size = PRESETS.named(name);
    if (size.isEmpty()) {
      faults.add(pointer, "Must be one of a0 to a10, letter, legal, tabloid and ledger.");
    }
    return size.orElse(PaperSize.A4);
  }

  private double side(StrictObject size, String name, Optional<JsonNode> value, double unit) {
    double length = value.filter(JsonNode::isNumber).map(JsonNode::doubleValue).orElse(-1.0) * unit;
    if (!PaperSize.isSide(length)) {
      faults.add(
          size.pointerTo(name), "Must be a number that makes 10 mm to 2000 mm in the given unit.");
      return PaperSize.MAX_MILLIMETRES;
    }
    return rounded(length);
  }

  private Margins margins(StrictObject margin) {
    double unit = unit(margin);
    Margins margins =
        new Margins(
            side(margin, "top", unit),
            side(margin, "right", unit),
            side(margin, "bottom", unit),
            side(margin, "left", unit));
    margin.end();
    return margins;
  }

  private double side(StrictObject margin, String name, double unit) {
    Optional<JsonNode> value = margin.value(name);
    double length = value.map(given -> given.isNumber() ? given.doubleValue() : -1).orElse(0.0);
    if (!PaperSize.isMargin(length * unit)) {
      faults.add(margin.pointerTo(name), "Must be a number from 0 that makes at most 2000 mm.");
      return 0;
    }
    return rounded(length * unit);
  }

  /** Rounds to a micrometre, so that 8.5 inches are 215.9 mm. */
  private static double rounded(double millimetres) {
    return Math.rint(millimetres * 1000) / 1000;
  }

  private static double unit(StrictObject object) {
    return object.word("unit", UNITS.keySet()).map(UNITS::get).orElse(1.0);
  }
}
