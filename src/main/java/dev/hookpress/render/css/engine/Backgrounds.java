package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.value.GradientTile;
import dev.hookpress.render.css.value.Gradients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts background images to the engine's properties. */
final class Backgrounds {
  private final ComputedStyle style;
  private final Map<String, String> declared;
  private final Map<String, String> result;
  private final boolean canvas;

  /**
   * @param canvas whether it may be the background of the page
   */
  Backgrounds(
      ComputedStyle style,
      Map<String, String> declared,
      Map<String, String> result,
      boolean canvas) {
    this.style = style;
    this.declared = declared;
    this.result = result;
    this.canvas = canvas;
  }

  void lower() {
    String images = declared.get("background-image");
    if (style.get("background-clip").contains("text")) {
      fillText(images == null ? List.of() : layers(images));
      return;
    }
    if (images == null) {
      position();
      return;
    }
    List<String> layers = layers(images);
    boolean bare = style.get("background-color").equals("transparent");
    Optional<String> veil = Gradients.veil(layers.get(layers.size() - 1));
    if (bare && veil.isPresent()) {
      result.put("background-color", veil.get());
      layers = layers.subList(0, layers.size() - 1);
    }
    List<String> drawn = new ArrayList<>();
    List<Integer> which = new ArrayList<>();
    Map<Integer, String> tiles = new HashMap<>();
    List<String> sizes = layers(style.get("background-size"));
    for (int i = 0; i < layers.size(); i++) {
      Optional<GradientTile> tile = GradientTile.of(layers.get(i), sizes.get(i % sizes.size()));
      if (tile.isPresent()) {
        drawn.add(tile.get().image());
        tiles.put(i, tile.get().size());
        which.add(i);
        continue;
      }
      Optional<String> drawable = Gradients.drawable(layers.get(i), style.get("background-color"));
      if (drawable.isPresent()) {
        drawn.add(drawable.get());
        which.add(i);
      }
    }
    if (drawn.isEmpty()) {
      result.put("background-image", "none");
      if (bare && veil.isEmpty()) {
        Gradients.plain(layers.get(layers.size() - 1))
            .ifPresent(colour -> result.put("background-color", colour));
      }
      return;
    }
    result.put("background-image", String.join(", ", drawn));
    cover(drawn.get(drawn.size() - 1));
    put("background-repeat", which);
    put("background-size", which);
    size(tiles, which);
    put("background-position", which);
  }

  /**
   * Puts an opaque colour behind a gradient, which covers it. The engine sets the opacity only for
   * what has a colour: without, a gradient is as faint as what was drawn before it.
   */
  private void cover(String last) {
    if (!canvas && last.startsWith("linear-gradient")) {
      Gradients.firstColour(last).ifPresent(colour -> result.put("background-color", colour));
    }
  }

  /** Text through which its background shows gets the first colour of that instead. */
  private void fillText(List<String> layers) {
    String colour = style.get("color");
    if (colour.equals("transparent") || colour.endsWith(", 0)")) {
      String behind = style.get("background-color");
      layers.stream()
          .flatMap(layer -> Gradients.firstColour(layer).stream())
          .findFirst()
          .or(() -> Optional.of(behind))
          .ifPresent(fill -> result.put("color", fill));
    }
    result.put("background-image", "none");
    result.put("background-color", "transparent");
  }

  private void position() {
    for (String property : List.of("background-position", "background-size", "background-repeat")) {
      if (declared.containsKey(property)) {
        put(property, List.of(0));
      }
    }
  }

  /** Writes a list's values for the layers that are drawn. */
  private void put(String property, List<Integer> which) {
    List<String> given = layers(style.get(property));
    List<String> kept = new ArrayList<>();
    for (int layer : which) {
      kept.add(one(property, given.get(layer % given.size())));
    }
    result.put(property, String.join(", ", kept));
  }

  private static String one(String property, String value) {
    if (value.contains("(")) {
      return property.equals("background-size") ? "auto" : "0% 0%";
    }
    return switch (property) {
      case "background-repeat" ->
          switch (value) {
            case "repeat no-repeat" -> "repeat-x";
            case "no-repeat repeat" -> "repeat-y";
            case "no-repeat no-repeat", "no-repeat" -> "no-repeat";
            case "repeat-x", "repeat-y" -> value;
            default -> "repeat";
          };
      case "background-position" -> placed(value.split(" "));
      default -> value;
    };
  }

  /** The engine supports only the sides of {@code right 10px top 5px}. */
  private static String placed(String[] words) {
    if (words.length < 3) {
      return String.join(" ", words);
    }
    List<String> sides = new ArrayList<>();
    for (String word : words) {
      if (Character.isLetter(word.charAt(0))) {
        sides.add(word);
      }
    }
    return String.join(" ", sides.subList(0, Math.min(2, sides.size())));
  }

  /** Writes the sizes of the pictures that stand for gradients. */
  private void size(Map<Integer, String> tiles, List<Integer> which) {
    if (tiles.isEmpty()) {
      return;
    }
    List<String> sizes = layers(result.get("background-size"));
    for (int i = 0; i < sizes.size(); i++) {
      sizes.set(i, tiles.getOrDefault(which.get(i), sizes.get(i)));
    }
    result.put("background-size", String.join(", ", sizes));
  }

  /** Splits at commas outside brackets. */
  private static List<String> layers(String list) {
    List<String> layers = new ArrayList<>();
    int depth = 0;
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      quoted ^= c == '"';
      if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0) {
          layers.add(list.substring(from, i).strip());
          from = i + 1;
        }
      }
    }
    layers.add(list.substring(from).strip());
    return layers;
  }
}
