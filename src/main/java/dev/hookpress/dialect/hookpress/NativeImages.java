package dev.hookpress.dialect.hookpress;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.PageSelection;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.PdfToImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code options.images}: the result is pictures of the pages, instead of the PDF. */
final class NativeImages {
  private static final List<String> FORMATS = List.of("png", "jpeg");
  private static final int LEAST_WIDTH = 16;
  private static final int MAX_WIDTH = 4_000;

  private NativeImages() {}

  /** The steps that come last; none without the field. */
  static List<PdfStep> read(StrictObject options, Faults faults) {
    Optional<StrictObject> given = options.object("images");
    if (given.isEmpty()) {
      return List.of();
    }
    StrictObject object = given.get();
    AssetType format =
        object
            .word("format", FORMATS)
            .map(word -> AssetType.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(AssetType.PNG);
    List<PageRange> ranges = PageSelection.readToLast(object, "pages", faults);
    Optional<Integer> width = object.integer("width", LEAST_WIDTH, MAX_WIDTH);
    boolean zip = object.bool("zip").orElse(false);
    object.end();
    List<PdfStep> steps = new ArrayList<>();
    if (!ranges.isEmpty()) {
      steps.add(
          new PdfStep(
              "images",
              -1,
              new PdfOperation.Arrange(List.of(new PdfOperation.Step.Reorder(ranges)))));
    }
    steps.add(new PdfStep("images", -1, new PdfToImages(format, zip, Optional.empty(), width)));
    return steps;
  }
}
