package dev.hookpress.render.tailwind;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tailwind's palette and the declarations of its classes, except those with colors or brackets.
 * Generated from Tailwind CSS 3.4, see {@code src/tailwind}; loaded once, when the first document
 * needs it.
 */
final class Dictionary {
  static final Dictionary STANDARD = read("/tailwind/classes.txt");

  private final Map<String, Utility> utilities;
  private final Map<String, String> colours;

  /**
   * The declarations of one class.
   *
   * @param order position in Tailwind's stylesheet; of two conflicting classes, the later one
   *     applies
   * @param children whether it applies to the element's children from the second on
   */
  record Utility(int order, boolean children, List<Declaration> declarations) {
    /** Returns the same properties with another value. */
    Utility with(String value) {
      return new Utility(
          order,
          children,
          declarations.stream().map(d -> new Declaration(d.property(), value)).toList());
    }
  }

  private Dictionary(Map<String, Utility> utilities, Map<String, String> colours) {
    this.utilities = Map.copyOf(utilities);
    this.colours = Map.copyOf(colours);
  }

  Optional<Utility> utility(String name) {
    return Optional.ofNullable(utilities.get(name));
  }

  /** Returns a color of the palette as {@code #rrggbb}. */
  Optional<String> colour(String name) {
    return Optional.ofNullable(colours.get(name));
  }

  private static Dictionary read(String resource) {
    Map<String, Utility> utilities = new HashMap<>();
    Map<String, String> colours = new HashMap<>();
    try (InputStream in = Dictionary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      int order = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        order++;
        switch (fields[0]) {
          case "colour" -> colours.put(fields[1], fields[2]);
          case "class", "child" ->
              utilities.put(
                  fields[1],
                  new Utility(order, fields[0].equals("child"), declarations(fields[2])));
          default -> {}
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Dictionary(utilities, colours);
  }

  private static List<Declaration> declarations(String text) {
    List<Declaration> declarations = new ArrayList<>();
    for (String declaration : text.split(";")) {
      int colon = declaration.indexOf(':');
      if (colon > 0) {
        declarations.add(
            new Declaration(declaration.substring(0, colon), declaration.substring(colon + 1)));
      }
    }
    return List.copyOf(declarations);
  }
}
