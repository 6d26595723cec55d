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

/** Which face stands for which family, weight and style. Immutable. */
final class FontFamilies {
  /** What documents ask for; the engine thickens a face that is lighter than what it looks for. */
  private static final List<Integer> ASKED = List.of(500, 600, 700, 800, 900);

  private final List<FontFace> faces;

  /** The weights that are there, by family in lower case, upright and italic. */
  private final Map<String, TreeMap<Integer, FontFace>> upright = new LinkedHashMap<>();

  private final Map<String, TreeMap<Integer, FontFace>> italic = new LinkedHashMap<>();

  /**
   * A face as the engine may look for it.
   *
   * @param weight the face's own or a heavier one that the family lacks
   */
  record Named(String family, int weight, FontFace face) {}

  /**
   * @param faces of two for the same family, weight and style the later one counts
   */
  FontFamilies(List<FontFace> faces) {
    this.faces = List.copyOf(faces);
    for (FontFace face : faces) {
      for (String family : face.families()) {
        (face.italic() ? italic : upright)
            .computeIfAbsent(family.toLowerCase(Locale.ROOT), missing -> new TreeMap<>())
            .put(face.weight(), face);
      }
    }
  }

  List<FontFace> faces() {
    return faces;
  }

  /** All faces under all their names, and for heavier weights that a family lacks. */
  List<Named> named() {
    Map<String, Named> named = new LinkedHashMap<>();
    for (FontFace face : faces) {
      for (String family : face.families()) {
        String key = family.toLowerCase(Locale.ROOT) + (face.italic() ? ":italic:" : ":");
        named.put(key + face.weight(), new Named(family, face.weight(), face));
        for (int weight : ASKED) {
          FontFace nearest = nearest(style(face.italic(), family), weight);
          named.putIfAbsent(key + weight, new Named(family, weight, nearest));
        }
      }
    }
    return List.copyOf(named.values());
  }

  /** What a client should know about the fonts that it asked for, in plain words. */
  List<String> warnings(List<FontRequest> requests) {
    Set<String> warnings = new LinkedHashSet<>();
    for (FontRequest request : requests) {
      TreeMap<Integer, FontFace> weights = style(false, request.family());
      if (weights == null) {
        warnings.add(
            "The font "
                + request.family()
                + " is not there; "
                + FontFace.SANS.family()
                + " is used");
        continue;
      }
      String own = weights.firstEntry().getValue().family();
      if (!own.equalsIgnoreCase(request.family())) {
        warnings.add("The font " + request.family() + " is not there; " + own + " is used");
      }
      for (FontRequest.Style style : request.styles()) {
        warn(own, style).ifPresent(warnings::add);
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
    return (slanted ? italic : upright).get(family.toLowerCase(Locale.ROOT));
  }

  /** By the rule of CSS Fonts Level 4, section 5.2. */
  private static FontFace nearest(TreeMap<Integer, FontFace> weights, int asked) {
    Map.Entry<Integer, FontFace> lighter = weights.floorEntry(asked);
    Map.Entry<Integer, FontFace> heavier = weights.ceilingEntry(asked);
    boolean lighterFirst = asked <= 500;
    if (asked >= 400 && asked <= 500 && heavier != null && heavier.getKey() <= 500) {
      lighterFirst = false;
    }
    Map.Entry<Integer, FontFace> first = lighterFirst ? lighter : heavier;
    Map.Entry<Integer, FontFace> second = lighterFirst ? heavier : lighter;
    return (first != null ? first : second).getValue();
  }
}
