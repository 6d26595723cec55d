package dev.hookpress.render.font;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The packaged faces and their coverage, known without parsing any font. */
final class PackagedFaces {
  private static final String FOLDER = "/fonts/";
  private static final int RESOURCE = 0;
  private static final int FAMILY = 1;
  private static final int WEIGHT = 2;
  private static final int STYLE = 3;
  private static final int COVERAGE = 4;

  private final Map<FontFace, String> indexed;

  /** At most one entry per face. */
  private final Map<FontFace, Coverage> coverage = new ConcurrentHashMap<>();

  private PackagedFaces(Map<FontFace, String> indexed) {
    this.indexed = indexed;
  }

  /** Reads the index that is packaged beside the fonts. */
  static PackagedFaces load() throws IOException {
    Map<FontFace, String> indexed = new LinkedHashMap<>();
    try (InputStream in = PackagedFaces.class.getResourceAsStream(FOLDER + "index.txt")) {
      if (in == null) {
        throw new IOException(FOLDER + "index.txt is missing");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t");
        FontFace face =
            new FontFace(
                FOLDER + fields[RESOURCE],
                fields[FAMILY],
                Integer.parseInt(fields[WEIGHT]),
                fields[STYLE].equals("italic"));
        indexed.put(face, fields[COVERAGE]);
      }
    }
    return new PackagedFaces(indexed);
  }

  List<FontFace> faces() {
    return List.copyOf(indexed.keySet());
  }

  /** The coverage of a packaged face; empty for any other face. */
  Coverage coverage(FontFace face) {
    return coverage.computeIfAbsent(
        face,
        missing ->
            indexed.containsKey(missing) ? Coverage.parse(indexed.get(missing)) : Coverage.NONE);
  }
}
