package dev.hookpress.dialect.adobe;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;

/** Reads {@code createTaggedPDF}. */
final class AdobeTags {
  private static final String FIELD = "createTaggedPDF";

  private AdobeTags() {}

  /** Passes it over with a warning if it asks for tags. */
  static void read(StrictObject options, Faults faults) {
    if (options.bool(FIELD).orElse(false)) {
      faults.passedOver(options.pointerTo(FIELD), "the PDF has no tags for assistive technology.");
    }
  }
}
