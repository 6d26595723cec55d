package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Lengths;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the page size, margins and orientation of the native format's options. */
final class NativeLayout {
  private static final double LEAST_MILLIMETRES = 10;
  private static final double MAX_MILLIMETRES = 2000;
  // With less room no line of text fits, and the layout would make a page of every letter.
  private static final double LEAST_ROOM_MILLIMETRES = 5;

  private static final Map<String, double[]> FORMATS = formats();

  private final StrictObject options;
  private final Faults faults;

  private NativeLayout(StrictObject options, Faults faults) {
    this.options = options;
    this.faults = faults;
  }

  static PageLayout read(StrictObject options, Faults faults) {
    return new NativeLayout(options, faults).layout();
  }

  private PageLayout layout() {
    PageLayout standard = PageLayout.A4;
    Optional<double[]> format = options.word("format", FORMATS.keySet()).map(FORMATS::get);
    Optional<JsonNode> width = options.value("width");
    Optional<JsonNode> height = options.value("height");
    double[] size =
        format.orElse(new double[] {standard.widthMillimetres(), standard.heightMillimetres()});
    if (width.isPresent() || height.isPresent()) {
      size = ownSize(width, height);
    }
    boolean landscape = options.bool("landscape").orElse(false);
    Margins margins = margins(standard.margins());
    checkRoom(
        landscape ? size[1] : size[0], margins.leftMillimetres() + margins.rightMillimetres());
    checkRoom(
        landscape ? size[0] : size[1], margins.topMillimetres() + margins.bottomMillimetres());
    return new PageLayout(size[0], size[1], landscape, margins);
  }

  private double[] ownSize(Optional<JsonNode> width, Optional<JsonNode> height) {
    if (options.value("format").isPresent()) {
      faults.add(options.pointerTo("format"), "Cannot go with width and height.");
    }
    return new double[] {side("width", width), side("height", height)};
  }

  private double side(String name, Optional<JsonNode> value) {
    if (value.isEmpty()) {
      faults.add(options.pointerTo(name), "Is required: width and height go together.");
      return MAX_MILLIMETRES;
    }
    double length = Lengths.millimetres(value.get()).orElse(-1);
    if (length < LEAST_MILLIMETRES || length > MAX_MILLIMETRES) {
      faults.add(options.pointerTo(name), Lengths.RULE + ", from 10 mm to 2000 mm.");
      return MAX_MILLIMETRES;
    }
    return length;
  }

  private Margins margins(Margins standard) {
    Optional<JsonNode> value = options.value("margins");
    if (value.isEmpty()) {
      return standard;
    }
    String pointer = options.pointerTo("margins");
    if (!value.get().isObject()) {
      double all = margin(value.get(), pointer);
      return new Margins(all, all, all, all);
    }
    StrictObject sides = StrictObject.of(value.get(), pointer, faults).orElseThrow();
    Margins margins =
        new Margins(
            margin(sides, "top", standard.topMillimetres()),
            margin(sides, "right", standard.rightMillimetres()),
            margin(sides, "bottom", standard.bottomMillimetres()),
            margin(sides, "left", standard.leftMillimetres()));
    sides.end();
    return margins;
  }

  private double margin(StrictObject sides, String name, double standard) {
    return sides.value(name).map(value -> margin(value, sides.pointerTo(name))).orElse(standard);
  }

  private double margin(JsonNode value, String pointer) {
    double length = Lengths.millimetres(value).orElse(-1);
    if (length < 0 || length > MAX_MILLIMETRES) {
      faults.add(pointer, Lengths.RULE + ", from 0 to 2000 mm.");
      return 0;
    }
    return length;
  }

  private void checkRoom(double side, double margins) {
    if (side - margins < LEAST_ROOM_MILLIMETRES) {
      faults.add(options.pointerTo("margins"), "Leave no room on the page.");
    }
  }

  /** ISO 216 and ANSI sizes, in millimetres, portrait. */
  private static Map<String, double[]> formats() {
    Map<String, double[]> formats = new LinkedHashMap<>();
    formats.put("A3", new double[] {297, 420});
    formats.put("A4", new double[] {210, 297});
    formats.put("A5", new double[] {148, 210});
    formats.put("A6", new double[] {105, 148});
    formats.put("Letter", new double[] {215.9, 279.4});
    formats.put("Legal", new double[] {215.9, 355.6});
    formats.put("Tabloid", new double[] {279.4, 431.8});
    return Collections.unmodifiableMap(formats);
  }
}
