package dev.hookpress.render.font;

import dev.hookpress.job.document.FontRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Matches families, weights and styles to faces. Immutable. */
final class FontFamilies {
  /** From this weight on CSS emboldens letters (CSS Fonts Level 4, 2.5). */
  static final int BOLD = 600;

  /** The available weights, by family in lower case, upright and italic. */
  private final Map<String, TreeMap<Integer, FontFace>> upright = new LinkedHashMap<>();

  private final Map<String, TreeMap<Integer, FontFace>> italic = new LinkedHashMap<>();

  /**
   * @param faces of two with the same family, weight and style the later one wins
   */
  FontFamilies(List<FontFace> faces) {
    for (FontFace face : faces) {
      (face.italic() ? italic : upright)
          .computeIfAbsent(lower(face.family()), missing -> new TreeMap<>())
          .put(face.weight(), face);
    }
  }

  /**
   * The closest face of a family, by the rules of CSS Fonts Level 4, section 5.2: the style counts
   * more than the weight.
   */
  Optional<FontFace> face(String family, int weight, boolean slanted) {
    TreeMap<Integer, FontFace> faces = style(slanted, family);
    if (faces == null) {
      faces = style(!slanted, family);
    }
    return faces == null ? Optional.empty() : Optional.of(nearest(faces, weight));
  }

  /** The available regular and bold faces of a family, upright and italic. */
  List<FontFace> faces(String family) {
    List<FontFace> faces = new ArrayList<>();
    for (boolean slanted : new boolean[] {false, true}) {
      TreeMap<Integer, FontFace> weights = style(slanted, family);
      for (int weight : new int[] {400, 700}) {
        if (weights != null && weights.containsKey(weight)) {
          faces.add(weights.get(weight));
        }
      }
    }
    return faces;
  }

  /**
   * Like {@link #face}, but also accepts family names that a packaged family substitutes with equal
   * widths.
   */
  Optional<FontFace> faceOrTwin(String family, int weight, boolean slanted) {
    return face(family, weight, slanted)
        .or(() -> FontNames.twin(family).flatMap(twin -> face(twin, weight, slanted)));
  }

  /**
   * The face with this full name, as in {@code local("Roboto Bold")}: a family's name, then its
   * weight and style in English.
   */
  Optional<FontFace> named(String fullName) {
    String family = fullName.replace('-', ' ').strip();
    int weight = 400;
    boolean slanted = false;
    while (true) {
      Optional<FontFace> face = faceOrTwin(family, weight, slanted);
      int space = family.lastIndexOf(' ');
      if (face.isPresent() || space < 0) {
        return face;
      }
      switch (family.substring(space + 1).toLowerCase(Locale.ROOT)) {
        case "regular", "normal", "book" -> weight = 400;
        case "medium" -> weight = 500;
        case "semibold", "demibold" -> weight = 600;
        case "bold" -> weight = 700;
        case "light" -> weight = 300;
        case "italic", "oblique" -> slanted = true;
        default -> {
          return Optional.empty();
        }
      }
      family = family.substring(0, space);
    }
  }

  /** The warnings about the fonts that a client has requested. */
  List<String> warnings(List<FontRequest> requests) {
    Set<String> warnings = new LinkedHashSet<>();
    for (FontRequest request : requests) {
      Optional<FontFace> own = face(request.family(), 400, false);
      Optional<FontFace> used =
          own.or(() -> faceOrTwin(request.family(), 400, false))
              .or(() -> face(FontNames.SANS, 400, false));
      String family = used.map(FontFace::family).orElse(FontNames.SANS);
      if (own.isEmpty()) {
        warnings.add("The font " + request.family() + " is not there; " + family + " is used");
        if (FontNames.twin(request.family()).isEmpty()) {
          continue;
        }
      }
      for (FontRequest.Style style : request.styles()) {
        warn(family, style).ifPresent(warnings::add);
      }
    }
    return new ArrayList<>(warnings);
  }

  private Optional<String> warn(String family, FontRequest.Style asked) {
    TreeMap<Integer, FontFace> italics = style(true, family);
    if (asked.italic() && italics == null) {
      return Optional.of(family + " has no italic; its upright letters are slanted");
    }
    TreeMap<Integer, FontFace> weights = asked.italic() ? italics : style(false, family);
    int used = nearest(weights, asked.weight()).weight();
    return used == asked.weight()
        ? Optional.empty()
        : Optional.of(
            "%s%s has no weight %d; %d is used"
                .formatted(family, asked.italic() ? " italic" : "", asked.weight(), used));
  }

  private TreeMap<Integer, FontFace> style(boolean slanted, String family) {
    return (slanted ? italic : upright).get(lower(family));
  }

  private static String lower(String family) {
    return family.toLowerCase(Locale.ROOT);
  }

  /** The nearest weight, by the rule of CSS Fonts Level 4, section 5.2. */
  static <T> T nearest(TreeMap<Integer, T> weights, int asked) {
    Map.Entry<Integer, T> lighter = weights.floorEntry(asked);
    Map.Entry<Integer, T> heavier = weights.ceilingEntry(asked);
    boolean lighterFirst = asked <= 500;
    if (asked >= 400 && asked <= 500 && heavier != null && heavier.getKey() <= 500) {
      lighterFirst = false;
    }
    Map.Entry<Integer, T> first = lighterFirst ? lighter : heavier;
    Map.Entry<Integer, T> second = lighterFirst ? heavier : lighter;
    return (first != null ? first : second).getValue();
  }
}
