package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Lengths;
import dev.hookpress.dialect.reading.PageSelection;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.Watermark;
import dev.hookpress.job.document.Watermark.Placement;
import dev.hookpress.job.document.Watermark.Spot;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads the steps that draw something on pages: stamps, watermarks and page numbers. */
final class NativeMarks {
  private static final List<String> CONTENTS = List.of("text", "image", "pdf");
  private static final List<String> SPOTS =
      Arrays.stream(Spot.values()).map(NativeMarks::word).toList();
  private static final List<String> LAYERS = List.of("over", "under");
  private static final Pattern COLOR = Pattern.compile("#(?:[0-9a-fA-F]{3}){1,2}");
  private static final int MAX_TEXT_CHARACTERS = 500;
  private static final int MAX_PAGE = 1_000_000;
  private static final double POINTS_A_MILLIMETRE = 72 / 25.4;

  /** Lengths are as exact as a thousandth of a point. */
  private static final double ROUNDED = 1_000;

  private static final double MAX_LENGTH_POINTS = 14_400;
  private static final double LEAST_FONT_POINTS = 2;
  private static final double MAX_FONT_POINTS = 500;
  private static final double FONT_POINTS = 12;
  private static final double NUMBER_FONT_POINTS = 9;
  private static final double MARGIN_POINTS = 36;
  private static final double NUMBER_MARGIN_POINTS = 24;

  /** Of a watermark whose font size is not given: it is drawn large, and scaled. */
  private static final double SCALED_FONT_POINTS = 72;

  private static final int FILL_PERCENT = 70;

  private final UrlRules urls;
  private final Faults faults;

  NativeMarks(UrlRules urls, Faults faults) {
    this.urls = urls;
    this.faults = faults;
  }

  private static String word(Spot spot) {
    return spot.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a stamp or a watermark, which differ in what they are by default. */
  Optional<PdfStep> read(String name, int index, StrictObject object) {
    boolean watermark = name.equals("watermark");
    List<String> given =
        CONTENTS.stream().filter(content -> object.value(content).isPresent()).toList();
    Optional<String> text = object.text("text", MAX_TEXT_CHARACTERS);
    boolean sized = object.has("font_size");
    boolean scaled = watermark && !sized && !object.has("width");
    PdfStep.Label label =
        label(
            object,
            text.orElse(""),
            scaled ? SCALED_FONT_POINTS : FONT_POINTS,
            watermark ? "#808080" : "#000000",
            1);
    Placement placement =
        placement(object, Spot.CENTER, MARGIN_POINTS, watermark && text.isPresent() ? -45 : 0);
    if (scaled) {
      placement =
          new Placement(
              placement.spot(),
              placement.marginPoints(),
              placement.rotationDegrees(),
              OptionalDouble.empty(),
              FILL_PERCENT);
    }
    int sheet = object.integer("pdf_page", 1, MAX_PAGE).orElse(1);
    Watermark mark = mark(object, placement, watermark ? 0.3 : 1, sheet);
    if (given.size() != 1) {
      faults.add(object.pointer(), "Must have exactly one of text, image and pdf.");
      return Optional.empty();
    }
    checkOnlyOfText(object, given.get(0));
    if (given.get(0).equals("text")) {
      return text.map(it -> labelled(name, index, mark, label));
    }
    boolean pdf = given.get(0).equals("pdf");
    return NativeStepFile.read(
            object.value(given.get(0)).orElseThrow(),
            object.pointerTo(given.get(0)),
            pdf,
            urls,
            faults)
        .map(file -> new PdfStep(name, index, mark, Optional.of(file), Optional.empty()));
  }

  private void checkOnlyOfText(StrictObject object, String content) {
    if (!content.equals("text")) {
      for (String name : List.of("font_size", "color", "bold")) {
        if (object.has(name)) {
          faults.add(object.pointerTo(name), "Goes with text only.");
        }
      }
    }
    if (!content.equals("pdf") && object.has("pdf_page")) {
      faults.add(object.pointerTo("pdf_page"), "Goes with pdf only.");
    }
  }

  /** Reads page numbers: a text at the foot of each page. */
  Optional<PdfStep> numbers(int index, StrictObject object) {
    String format = object.text("format", MAX_TEXT_CHARACTERS).orElse("{page}");
    int first = object.integer("first", 0, MAX_PAGE).orElse(1);
    PdfStep.Label label = label(object, format, NUMBER_FONT_POINTS, "#000000", first);
    Placement placement = placement(object, Spot.BOTTOM_CENTER, NUMBER_MARGIN_POINTS, 0);
    return Optional.of(labelled("page_numbers", index, mark(object, placement, 1, 1), label));
  }

  private static PdfStep labelled(String name, int index, Watermark mark, PdfStep.Label label) {
    Watermark drawn =
        label.differs()
            ? new Watermark(
                mark.ranges(),
                mark.foreground(),
                mark.opacityPercent(),
                mark.placement(),
                Watermark.OWN_SHEETS)
            : mark;
    return new PdfStep(name, index, drawn, Optional.empty(), Optional.of(label));
  }

  private Watermark mark(StrictObject object, Placement placement, double opacity, int sheet) {
    List<PageRange> ranges = PageSelection.readToLast(object, "pages", faults);
    boolean over = object.word("layer", LAYERS).map("over"::equals).orElse(true);
    double drawn = number(object, "opacity", 0, 1, opacity);
    return new Watermark(ranges, over, (int) Math.round(drawn * 100), placement, sheet);
  }

  private PdfStep.Label label(
      StrictObject object, String text, double size, String color, int first) {
    double points = length(object, "font_size", size, LEAST_FONT_POINTS, MAX_FONT_POINTS);
    Optional<String> given = object.text("color", 7);
    if (given.isPresent() && !COLOR.matcher(given.get()).matches()) {
      faults.add(object.pointerTo("color"), "Must be a colour such as #c00000.");
    }
    boolean bold = object.bool("bold").orElse(false);
    return new PdfStep.Label(text, points, given.orElse(color), bold, first);
  }

  private Placement placement(
      StrictObject object, Spot standard, double margin, double standardRotation) {
    Spot spot =
        object
            .word("position", SPOTS)
            .map(word -> Spot.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
            .orElse(standard);
    double distance = length(object, "margin", margin, 0, MAX_LENGTH_POINTS);
    double rotation = number(object, "rotation", -360, 360, standardRotation);
    double width = length(object, "width", 0, 1, MAX_LENGTH_POINTS);
    return new Placement(
        spot, distance, rotation, width > 0 ? OptionalDouble.of(width) : OptionalDouble.empty(), 0);
  }

  private double number(
      StrictObject object, String name, double least, double most, double standard) {
    Optional<JsonNode> value = object.value(name);
    if (value.isEmpty()) {
      return standard;
    }
    double number = value.get().isNumber() ? value.get().doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      faults.add(
          object.pointerTo(name),
          "Must be a number from %s to %s.".formatted(plain(least), plain(most)));
      return standard;
    }
    return number;
  }

  private double length(
      StrictObject object, String name, double standard, double least, double most) {
    Optional<JsonNode> value = object.value(name);
    if (value.isEmpty()) {
      return standard;
    }
    double exact = Lengths.millimetres(value.get()).orElse(-1) * POINTS_A_MILLIMETRE;
    double points = Math.rint(exact * ROUNDED) / ROUNDED;
    if (!(points >= least && points <= most)) {
      faults.add(
          object.pointerTo(name),
          "%s, from %spt to %spt.".formatted(Lengths.RULE, plain(least), plain(most)));
      return standard;
    }
    return points;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
