package dev.hookpress.fidelity;

import dev.hookpress.fidelity.SeenPdf.PageSize;
import dev.hookpress.fidelity.SeenPdf.Shade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Chromium made of a document, as it is kept: {@code pages} are widths and heights, {@code
 * colours} pixels by colour, {@code words} are page, left, right, middle, height and text. Lengths
 * are tenths of a point.
 *
 * @param document the digest of the document's HTML
 */
record Measurement(String document, SeenPdf pdf) {
  private static final double SCALE = 10;

  /** Has one line a word, so that a change of the record can be read. */
  String toJson() {
    List<String> sizes =
        pdf.pages().stream()
            .map(it -> "[%d, %d]".formatted(tenths(it.width()), tenths(it.height())))
            .toList();
    List<String> areas = new ArrayList<>();
    new TreeMap<>(pdf.colours())
        .forEach((at, pixels) -> areas.add("\"%d\": %d".formatted(at.index(), pixels)));
    List<String> words = pdf.words().stream().map(Measurement::line).toList();
    return """
        {"document": "%s",
        "pages": [%s],
        "colours": {%s},
        "words": [
        %s
        ]}
        """
        .formatted(
            document,
            String.join(", ", sizes),
            String.join(", ", areas),
            String.join(",\n", words));
  }

  private static String line(Word word) {
    return new JsonArray()
        .add(word.page())
        .add(tenths(word.left()))
        .add(tenths(word.right()))
        .add(tenths(word.middle()))
        .add(tenths(word.height()))
        .add(word.text())
        .encode();
  }

  static Measurement ofJson(String text) {
    JsonObject json = new JsonObject(text);
    List<PageSize> pages = new ArrayList<>();
    for (Object each : json.getJsonArray("pages")) {
      JsonArray size = (JsonArray) each;
      pages.add(new PageSize(points(size, 0), points(size, 1)));
    }
    Map<Shade, Integer> colours = new TreeMap<>();
    JsonObject areas = json.getJsonObject("colours");
    for (String at : areas.fieldNames()) {
      colours.put(Shade.at(Integer.parseInt(at)), areas.getInteger(at));
    }
    List<Word> words = new ArrayList<>();
    for (Object each : json.getJsonArray("words")) {
      words.add(word((JsonArray) each));
    }
    return new Measurement(json.getString("document"), new SeenPdf(pages, words, colours));
  }

  private static Word word(JsonArray values) {
    return new Word(
        values.getInteger(0),
        values.getString(5),
        points(values, 1),
        points(values, 2),
        points(values, 3),
        points(values, 4));
  }

  private static long tenths(double points) {
    return Math.round(points * SCALE);
  }

  private static double points(JsonArray array, int at) {
    return array.getInteger(at) / SCALE;
  }
}
