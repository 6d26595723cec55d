package dev.hookpress.dialect.vortex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code size}, {@code orientation} and {@code margin} of Vortex PDF's format. */
final class VortexPage {
  private static final double LEAST_MILLIMETRES = 10;
  private static final double MAX_MILLIMETRES = 2000;
  // With less room no line of text fits, and the layout would make a page of every letter.
  private static final double LEAST_ROOM_MILLIMETRES = 5;
  private static final double[] A4 = {210, 297};

  private static final Map<String, double[]> PRESETS =
      Map.ofEntries(
          Map.entry("a0", new double[] {841, 1189}),
          Map.entry("a1", new double[] {594, 841}),
          Map.entry("a2", new double[] {420, 594}),
          Map.entry("a3", new double[] {297, 420}),
          Map.entry("a4", A4),
          Map.entry("a5", new double[] {148, 210}),
          Map.entry("a6", new double[] {105, 148}),
          Map.entry("a7", new double[] {74, 105}),
          Map.entry("a8", new double[] {52, 74}),
          Map.entry("a9", new double[] {37, 52}),
          Map.entry("a10", new double[] {26, 37}),
          Map.entry("letter", new double[] {215.9, 279.4}),
          Map.entry("legal", new double[] {215.9, 355.6}),
          Map.entry("tabloid", new double[] {279.4, 431.8}),
          Map.entry("ledger", new double[] {431.8, 279.4}));

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
    double[] size = request.value("size").map(this::size).orElse(A4);
    boolean landscape =
        request
            .word("orientation", List.of("portrait", "landscape"))
            .map("landscape"::equals)
            .orElse(false);
    Margins margins = request.object("margin").map(this::margins).orElse(new Margins(0, 0, 0, 0));
    double width = landscape ? size[1] : size[0];
    double height = landscape ? size[0] : size[1];
    if (width - margins.leftMillimetres() - margins.rightMillimetres() < LEAST_ROOM_MILLIMETRES
        || height - margins.topMillimetres() - margins.bottomMillimetres()
            < LEAST_ROOM_MILLIMETRES) {
      faults.add(request.pointerTo("margin"), "Leaves no room on the page.");
    }
    return new PageLayout(size[0], size[1], landscape, margins);
  }

  /** The quickstart sends the name of a preset, the reference an object. */
  private double[] size(JsonNode value) {
    if (value.isTextual()) {
      return preset(value.textValue(), request.pointerTo("size"));
    }
    Optional<StrictObject> object = request.object("size");
    if (object.isEmpty()) {
      return A4;
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
      return A4;
    }
    return new double[] {side(size, "width", width, unit), side(size, "height", height, unit)};
  }

  private double[] preset(String name, String pointer) {
    double[] size = PRESETS.get(name.toLowerCase(Locale.ROOT));
    if (size == null) {
      faults.add(pointer, "Must be one of a0 to a10, letter, legal, tabloid and ledger.");
      return A4;
    }
    return size;
  }

  private double side(StrictObject size, String name, Optional<JsonNode> value, double unit) {
    double length = value.filter(JsonNode::isNumber).map(JsonNode::doubleValue).orElse(-1.0) * unit;
    if (!(length >= LEAST_MILLIMETRES && length <= MAX_MILLIMETRES)) {
      faults.add(
          size.pointerTo(name), "Must be a number that makes 10 mm to 2000 mm in the given unit.");
      return MAX_MILLIMETRES;
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
    if (!(length >= 0 && length * unit <= MAX_MILLIMETRES)) {
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
