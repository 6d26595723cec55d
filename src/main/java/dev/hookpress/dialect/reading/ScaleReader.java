package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import java.util.Optional;

/** Reads {@code scale} as services that print with a browser take it: a number from 0.1 to 2. */
public final class ScaleReader {
  private static final String FIELD = "scale";
  private static final double LEAST = 0.1;

  private ScaleReader() {}

  /** Returns the nearest scale on offer, with a warning if it is another; 1 if there is none. */
  public static double read(StrictObject object, Faults faults) {
    Optional<JsonNode> value = object.value(FIELD);
    double scale = value.map(it -> it.isNumber() ? it.doubleValue() : -1).orElse(1.0);
    if (!(scale >= LEAST && scale <= ContentFit.MAX_SCALE)) {
      faults.add(object.pointerTo(FIELD), "Must be a number from 0.1 to 2.");
      return ContentFit.STANDARD.scale();
    }
    double nearest = ContentFit.nearest(scale);
    if (nearest != scale) {
      faults.inPart(
          object.pointerTo(FIELD), "The nearest that is offered, " + nearest + ", is used.");
    }
    return nearest;
  }
}
