package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Lengths;
import dev.hookpress.dialect.reading.PaperSize;
import dev.hookpress.dialect.reading.PaperSizes;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import java.util.Optional;

/** Reads the page size, margins and orientation of the native format's options. */
final class NativeLayout {
  private static final PaperSizes FORMATS =
      PaperSizes.of("A3", "A4", "A5", "A6", "Letter", "Legal", "Tabloid");

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
    Optional<PaperSize> format = options.word("format", FORMATS.names()).flatMap(FORMATS::named);
    Optional<JsonNode> width = options.value("width");
    Optional<JsonNode> height = options.value("height");
    PaperSize size =
        width.isPresent() || height.isPresent()
            ? ownSize(width, height)
            : format.orElse(PaperSize.A4);
    boolean landscape = options.bool("landscape").orElse(false);
    Margins margins = margins(PageLayout.A4.margins());
    return size.page(landscape, margins, options.pointerTo("margins"), faults);
  }

  private PaperSize ownSize(Optional<JsonNode> width, Optional<JsonNode> height) {
    if (options.value("format").isPresent()) {
      faults.add(options.pointerTo("format"), "Cannot go with width and height.");
    }
    return new PaperSize(side("width", width), side("height", height));
  }

  private double side(String name, Optional<JsonNode> value) {
    if (value.isEmpty()) {
      faults.add(options.pointerTo(name), "Is required: width and height go together.");
      return PaperSize.MAX_MILLIMETRES;
    }
    double length = Lengths.millimetres(value.get()).orElse(-1);
    if (!PaperSize.isSide(length)) {
      faults.add(options.pointerTo(name), Lengths.RULE + ", from 10 mm to 2000 mm.");
      return PaperSize.MAX_MILLIMETRES;
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
    if (!PaperSize.isMargin(length)) {
      faults.add(pointer, Lengths.RULE + ", from 0 to 2000 mm.");
      return 0;
    }
    return length;
  }
}
