package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.pdf.PdfSignature;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads {@code options.sign} of the native format. */
final class NativeSignature {
  private static final int MAX_NAME_CHARACTERS = 64;
  private static final int MAX_TEXT_CHARACTERS = 500;
  private static final int MAX_PAGE = 100_000;
  // The page of a PDF (ISO 32000-1 Annex C).
  private static final double MAX_POINTS = 14_400;
  // Ten millimetres: less than that cannot be read.
  private static final double LEAST_POINTS = 28.4;

  private final StrictObject given;
  private final Faults faults;

  private NativeSignature(StrictObject given, Faults faults) {
    this.given = given;
    this.faults = faults;
  }

  static Optional<PdfSignature> read(StrictObject given, UrlRules urls, Faults faults) {
    return Optional.of(new NativeSignature(given, faults).read(urls));
  }

  private PdfSignature read(UrlRules urls) {
    Optional<String> certificate = given.text("certificate", MAX_NAME_CHARACTERS);
    boolean stamped =
        given
            .word("level", List.of(PdfSignature.BASELINE_B, PdfSignature.BASELINE_T))
            .filter(PdfSignature.BASELINE_T::equals)
            .isPresent();
    Optional<URI> url =
        given.value("timestamp_url").flatMap(it -> urls.read(it, given.pointerTo("timestamp_url")));
    if (given.has("timestamp_url") && !stamped) {
      faults.add(given.pointerTo("timestamp_url"), "Is for the level b-t only.");
    }
    PdfSignature read =
        new PdfSignature(
            certificate,
            stamped,
            url,
            given.text("reason", MAX_TEXT_CHARACTERS),
            given.text("location", MAX_TEXT_CHARACTERS),
            given.object("visible").flatMap(this::appearance));
    given.end();
    return read;
  }

  private Optional<PdfSignature.Appearance> appearance(StrictObject visible) {
    int page = visible.integer("page", 1, MAX_PAGE).orElse(1);
    Optional<Double> x = points(visible, "x", 0);
    Optional<Double> y = points(visible, "y", 0);
    Optional<Double> width = points(visible, "width", LEAST_POINTS);
    Optional<Double> height = points(visible, "height", LEAST_POINTS);
    Optional<String> text = visible.requiredText("text", MAX_TEXT_CHARACTERS);
    visible.end();
    return x.isPresent()
            && y.isPresent()
            && width.isPresent()
            && height.isPresent()
            && text.isPresent()
        ? Optional.of(
            new PdfSignature.Appearance(
                page, x.get(), y.get(), width.get(), height.get(), text.get()))
        : Optional.empty();
  }

  private Optional<Double> points(StrictObject visible, String name, double least) {
    Optional<JsonNode> value = visible.requiredValue(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    double points = value.get().isNumber() ? value.get().doubleValue() : -1;
    if (!(points >= least && points <= MAX_POINTS)) {
      faults.add(
          visible.pointerTo(name),
          "Must be a number of points from %s to 14400.".formatted(least == 0 ? "0" : "28.4"));
      return Optional.empty();
    }
    return Optional.of(points);
  }
}
