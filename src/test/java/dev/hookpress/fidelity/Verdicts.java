package dev.hookpress.fidelity;

import dev.hookpress.fidelity.Likeness.Verdict;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The recorded verdict of each document. */
final class Verdicts {
  static final Path FILE = Corpus.FOLDER.resolve("verdicts.json");

  private Verdicts() {}

  static Map<String, Verdict> read() throws IOException {
    Map<String, Verdict> verdicts = new TreeMap<>();
    JsonObject json = new JsonObject(Files.readString(FILE));
    for (String name : json.fieldNames()) {
      verdicts.put(name, Verdict.valueOf(json.getString(name).toUpperCase(Locale.ROOT)));
    }
    return verdicts;
  }

  static void write(Map<String, Verdict> verdicts) throws IOException {
    String lines =
        new TreeMap<>(verdicts)
            .entrySet().stream()
                .map(it -> "  \"%s\": \"%s\"".formatted(it.getKey(), word(it.getValue())))
                .collect(Collectors.joining(",\n"));
    Files.writeString(FILE, "{\n" + lines + "\n}\n");
  }

  static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
